using System.Globalization;
using NoCodeCrm.ReportEngine.Execution;

namespace NoCodeCrm.ReportEngine.Forecasts;

/// <summary>What the values of splits are called.</summary>
internal static class ForecastLabels
{
    /// <summary>Null for a blank, and for a record that the reader may not see.</summary>
    public static string? Of(ReportResult answer, string column, object? value)
    {
        var key = Convert.ToString(value, CultureInfo.InvariantCulture);
        if (value is null)
            return null;
        foreach (var (known, label) in answer.Columns.First(c => c.Id == column).Labels ?? [])
            if (known == key)
                return label;
        return value is string text ? text : null;
    }
}
