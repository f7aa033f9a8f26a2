using System.Text.Json;
using System.Text.Json.Serialization;

namespace NoCodeCrm.FormEngine.Formulas;

/// <summary>How far a backfill has come. After: id of the last record done; the job's own.</summary>
public sealed record BackfillProgress(long Processed, long Total, long Updated, [property: JsonPropertyName("$after")] long After)
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web);
}
