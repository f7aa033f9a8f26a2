namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>One cell of an export. Text: as a person reads it. IsFree: somebody chose the text, so a spreadsheet might take it for a formula. Number: its value, where it is one.</summary>
public readonly record struct ExportCell(string Text, bool IsFree, decimal? Number)
{
    public static readonly ExportCell Blank = new("", false, null);

    public static ExportCell Free(string text) => new(text, true, null);

    public static ExportCell Plain(string text) => new(text, false, null);

    public static ExportCell Of(decimal number, string text) => new(text, false, number);
}
