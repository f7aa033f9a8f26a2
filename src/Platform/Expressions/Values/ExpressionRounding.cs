namespace NoCodeCrm.Platform.Expressions;

/// <summary>The one rounding of the product, for <c>round()</c> and for results stored in a field.</summary>
public static class ExpressionRounding
{
    /// <summary>Rounds half away from zero; <paramref name="scale"/> is the number of decimals, 0 to 28.</summary>
    public static decimal ToScale(decimal value, int scale) => Math.Round(value, scale, MidpointRounding.AwayFromZero);
}
