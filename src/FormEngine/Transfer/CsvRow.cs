using NoCodeCrm.Platform.Errors;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>One row of a file. Number: as a spreadsheet counts, the header being 1. Fault: why it cannot be read, null when it can.</summary>
public sealed record CsvRow(long Number, string[] Cells, Problem? Fault);
