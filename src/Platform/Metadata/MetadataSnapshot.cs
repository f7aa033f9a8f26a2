using System.Collections.Frozen;
using System.Text.Json;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>Everything published, parsed, at one moment. Immutable: a request works on one snapshot from start to end.</summary>
public sealed record MetadataSnapshot
{
    public static readonly MetadataSnapshot Empty = new();

    public FrozenDictionary<string, FormModel> Forms { get; init; } = FrozenDictionary<string, FormModel>.Empty;
    public FrozenDictionary<string, PipelineModel> Pipelines { get; init; } = FrozenDictionary<string, PipelineModel>.Empty;
    public FrozenDictionary<string, RoleModel> Roles { get; init; } = FrozenDictionary<string, RoleModel>.Empty;

    /// <summary>Documents of kinds that Platform does not read, by kind and key.</summary>
    public FrozenDictionary<(string Kind, string Key), DefinitionDocument> Documents { get; init; } = FrozenDictionary<(string, string), DefinitionDocument>.Empty;

    /// <summary>Grows by one with every publish.</summary>
    public long Generation { get; init; }

    public FormModel? Form(string key) => Forms.GetValueOrDefault(key);

    public PipelineModel? PipelineOf(FieldDefinition field) => field.Pipeline is { } key ? Pipelines.GetValueOrDefault(key) : null;

    public IEnumerable<(FieldDefinition Field, PipelineModel Pipeline)> PipelinesOf(FormModel form)
    {
        foreach (var field in form.Fields)
            if (PipelineOf(field) is { } pipeline)
                yield return (field, pipeline);
    }
}

/// <summary>A published document with its version.</summary>
public sealed record DefinitionDocument(string Kind, string Key, int Version, JsonElement Document);
