using System.Text.Encodings.Web;
using System.Text.Json;

namespace NoCodeCrm.Platform.Json;

/// <summary>JSON as people read it: no escapes for Chinese or for marks that only HTML minds. Never put into a page as it is.</summary>
public static class PlainJson
{
    public static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, PropertyNamingPolicy = JsonNamingPolicy.CamelCase };
    public static readonly JsonWriterOptions Writer = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };
}
