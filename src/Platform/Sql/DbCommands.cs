using System.Data.Common;

namespace NoCodeCrm.Platform.Sql;

/// <summary>Parameters in one line.</summary>
public static class DbCommands
{
    /// <summary>Adds a parameter; null becomes NULL. Values are already in their stored form.</summary>
    public static DbCommand With(this DbCommand command, string name, object? value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value ?? DBNull.Value;
        command.Parameters.Add(parameter);
        return command;
    }
}
