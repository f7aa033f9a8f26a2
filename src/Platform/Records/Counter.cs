namespace NoCodeCrm.Platform.Records;

/// <summary>The last number given by a running number.</summary>
public sealed class Counter
{
    public required string Name { get; set; }
    public long Value { get; set; }
}
