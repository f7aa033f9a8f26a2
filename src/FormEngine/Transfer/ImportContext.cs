using System.Text;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>One import under one plan: how its rows are read, where its files are.</summary>
public sealed record ImportContext(ImportServices Services, ImportPlan Plan, ImportFiles Files, string Job, CsvFormat File, CsvHeader Header)
{
    public required ReferenceLookups References { get; init; }
    public required RowReader Reader { get; init; }

    /// <summary>Keys that a dry run has created and rolled back.</summary>
    public required TextSet Tried { get; init; }
    /// <summary>What a chunk's writes have learned about other records; anew for every chunk.</summary>
    public KnownFacts? Facts { get; init; }

    /// <summary>Set while a chunk is written without waiting for each of its rows.</summary>
    public ReservedIds? Ids { get; init; }
    public string Language => Plan.Access.Actor.Language;

    public WriteRequest Write(FormModel form, WriteKind kind, long? id, IReadOnlyDictionary<string, object?> values) => new()
    {
        Access = Plan.Access,
        Form = form,
        Kind = kind,
        Id = id,
        Values = values,
        Via = "import",
        Historical = Plan.Mapping.History,
        TrustedReferences = true,
        Silent = true,
        Facts = Facts,
        Ids = Ids,
    };

    /// <summary>Runs part of a chunk so that a refusal takes back just this part. Answers the refusal, null when there was none.</summary>
    public static async Task<DomainException?> TryAsync(CommandScope scope, Func<Task> part, CancellationToken ct)
    {
        await scope.SaveAsync("part", ct);
        try
        {
            await part();
            await scope.ReleaseAsync("part", ct);
            return null;
        }
        catch (DomainException e) when (e is not LimitExceededException)
        {
            await scope.RollBackToAsync("part", ct);
            return e;
        }
    }

    /// <summary>The faults of a refusal with the columns and cells that they are about.</summary>
    public IEnumerable<RowProblem> Explain(DomainException refusal, Func<PlannedColumn, string?> cell)
    {
        foreach (var problem in refusal.Problems.IsEmpty ? [new Problem("", refusal.Code)] : refusal.Problems)
        {
            var column = Plan.ColumnOf(problem.Path.Split('/').ElementAtOrDefault(1) ?? "");
            yield return new RowProblem(column?.Name, column is null ? null : cell(column), problem);
        }
    }

    /// <summary>A row for the file of refused rows, with the reasons of its refusal.</summary>
    public void AppendRejected(StringBuilder file, IReadOnlyList<string> cells, IEnumerable<RowProblem> problems) =>
        RejectedRows.Append(file, Header, File.Delimiter, cells, string.Join(" ", problems.Select(p => Services.Texts.For(p.Problem, Language)).Distinct()));
}
