using System.Text.Json;
using NoCodeCrm.Host.Errors;
using NoCodeCrm.Host.Identity;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>The same change to many records: each its own transaction and verdict.</summary>
internal sealed class BulkWrites(UnitOfWork work, RecordWriter writer, ProblemMapper problems)
{
    public const int MaxRecords = 500;

    public async Task<ApiAnswer> RunAsync(HttpContext http, FormModel form, IReadOnlyList<long> ids, IReadOnlyDictionary<string, object?> values, bool isDelete, CancellationToken ct)
    {
        if (!http.Access().May(form, RecordAction.Bulk))
            throw new ForbiddenException("forbidden.bulk", new Problem("", "forbidden.bulk").With("form", form.Title));
        var verdicts = await Task.WhenAll(ids.Distinct().Select(id => WriteAsync(http, form, id, values, isDelete, ct)));
        return ApiAnswer.Ok(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("items");
            foreach (var (id, failure) in verdicts)
            {
                json.WriteStartObject();
                json.WriteNumber("id", id);
                json.WriteBoolean("ok", failure is null);
                if (failure is not null)
                    WriteProblem(json, failure, http.Language());
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private async Task<(long Id, DomainException? Failure)> WriteAsync(HttpContext http, FormModel form, long id, IReadOnlyDictionary<string, object?> values, bool isDelete, CancellationToken ct)
    {
        try
        {
            var request = new WriteRequest { Access = http.Access(), Form = form, Kind = isDelete ? WriteKind.Delete : WriteKind.Update, Id = id, Values = values, Via = "bulk" };
            await work.ExecuteAsync(scope => writer.WriteAsync(scope, request, ct), ct);
            return (id, null);
        }
        catch (DomainException e)
        {
            return (id, e);
        }
    }

    private void WriteProblem(Utf8JsonWriter json, DomainException failure, string language)
    {
        var (status, code, faults) = ProblemMapper.Describe(failure);
        json.WritePropertyName("problem");
        json.WriteRawValue(problems.Write(status, code, faults, language, null));
    }
}
