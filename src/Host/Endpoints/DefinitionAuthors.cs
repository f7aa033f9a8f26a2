using System.Text.Json;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Answers about definitions, with the names of who wrote them as far as the reader may see people.</summary>
internal sealed class DefinitionAuthors(Database database, RecordStore store)
{
    public async Task<ApiAnswer> AnswerAsync(AccessPolicy access, IEnumerable<long?> authors, Action<Utf8JsonWriter> write, CancellationToken ct)
    {
        var titles = new RecordTitles();
        foreach (var author in authors.OfType<long>())
            titles.Add(BuiltInForms.User, author);
        await using var session = await database.OpenForCallerAsync(ct);
        var names = await titles.LoadAsync(store, session, access, ct);
        return ApiAnswer.Ok(writer =>
        {
            writer.WriteStartObject();
            write(writer);
            RecordTitles.Write(writer, "titles", names);
            writer.WriteEndObject();
        });
    }
}
