using System.Collections.Immutable;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FormEngine.Duplicates;

public sealed record Duplicate(RecordData Record, string Value, Resemblance Resemblance);

/// <summary>
/// Finds records that look like what somebody is about to enter. The database finds those that share a piece, in the
/// reader's own rights; how alike they are is judged here, since neither database compares names.
/// </summary>
public sealed class DuplicateSearch(RecordStore store)
{
    private const int MaxCandidates = 300;
    private const int Most = 5;
    private const int MaxLength = 500;

    /// <summary>The most alike first, at most five; nothing for a value too short to tell.</summary>
    public async Task<IReadOnlyList<Duplicate>> FindAsync(ISqlSession session, AccessPolicy access, FormModel form, FieldDefinition field, string value, long? except, CancellationToken ct)
    {
        var comparison = Comparison.For(field.Type);
        var pieces = value.Length > MaxLength ? [] : comparison.Pieces(value);
        if (pieces.Count == 0)
            return [];
        var shares = new FilterGroup("", FilterJoin.Or, [.. pieces.Select(piece => (Filter)Filter.Of(field.Key, FilterOperator.Contains, piece))]);
        var page = await store.PageAsync(session, access, form, new RecordQuery { Filter = shares, Sort = "-updatedAt", Limit = MaxCandidates, Fields = [field.Key] }, ct);
        return [.. page.Items.Where(record => record.Id != except && record[field.Key] is string)
            .Select(record => new Duplicate(record, (string)record[field.Key]!, comparison.Compare(value, (string)record[field.Key]!)))
            .Where(found => found.Resemblance != Resemblance.None).OrderByDescending(found => found.Resemblance).Take(Most)];
    }
}
