using System.Collections.Immutable;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Querying;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>Reads <c>x-form.similar</c> and, once other forms are known, checks what it names.</summary>
internal static class SimilarRules
{
    private const string Root = "/x-form/similar";

    public static FormSimilar? Read(DocumentReader extension)
    {
        if (!extension.Has("similar"))
            return null;
        var reader = extension.Object("similar");
        var similar = new FormSimilar
        {
            Title = reader.Text("title"),
            For = reader.Condition("for"),
            Among = reader.Condition("among"),
            Terms = [.. reader.Objects("match").Select(Match), .. reader.Objects("near").Select(Near)],
            Least = Between(reader, "least", 1, FormSimilar.MaxTerms * FormSimilar.MaxWeight, 1),
            Limit = Between(reader, "limit", 1, FormSimilar.MaxLimit, 5),
            Sort = Sort(reader),
            Show = reader.Strings("show"),
            With = reader.Strings("with"),
        };
        reader.Close();
        if (reader.IsObject && similar.Terms.Length is 0 or > FormSimilar.MaxTerms)
            extension.Fault("similar", "similar.terms", ("max", FormSimilar.MaxTerms));
        return similar;
    }

    /// <summary>Every path must lead to a single value, of a number where nearness is meant; lists must exist.</summary>
    public static void Check(FormModel form, FormExpressionSchema schema, MetadataSnapshot metadata, List<Problem> problems)
    {
        if (form.Similar is not { } similar)
            return;
        foreach (var (place, path) in similar.Paths())
            if (schema.TypeOf(path) is null)
                problems.Add(new Problem(place, "member.unknown").With("member", path));
        foreach (var term in similar.Terms)
            if (schema.TypeOf(term.Field) is { } type && !Suits(term, type))
                problems.Add(new Problem(term.Place + "/field", term.Within is null ? "similar.match" : "similar.near").With("member", term.Field));
        for (var i = 0; i < similar.Show.Length; i++)
            if (form.Field(similar.Show[i]) is null)
                problems.Add(new Problem($"{Root}/show/{i}", "field.unknown").With("field", similar.Show[i]));
        for (var i = 0; i < similar.With.Length; i++)
            if (RelatedLists.Find(metadata, form, similar.With[i]) is null)
                problems.Add(new Problem($"{Root}/with/{i}", "similar.list").With("list", similar.With[i]));
    }

    private static bool Suits(SimilarTerm term, ExpressionType type) =>
        term.Within is null ? type is not (ExpressionType.TextList or ExpressionType.ReferenceList) : type is ExpressionType.Number;

    private static SimilarTerm Match(DocumentReader reader)
    {
        var term = new SimilarTerm(reader.String("field", required: true) ?? "", Weight(reader), null, reader.Path);
        reader.Close();
        return term;
    }

    private static SimilarTerm Near(DocumentReader reader)
    {
        var within = reader.Number("within");
        if (within is null or <= 0 or > 10)
            reader.Fault("within", "similar.within");
        var term = new SimilarTerm(reader.String("field", required: true) ?? "", Weight(reader), within ?? 1, reader.Path);
        reader.Close();
        return term;
    }

    private static int Weight(DocumentReader reader) => Between(reader, "weight", 1, FormSimilar.MaxWeight, 1);

    private static int Between(DocumentReader reader, string name, int min, int max, int absent)
    {
        var value = reader.Integer(name) ?? absent;
        if (value < min || value > max)
            reader.Fault(name, "query.range", ("min", min), ("max", max));
        return Math.Clamp(value, min, max);
    }

    private static string? Sort(DocumentReader reader)
    {
        var sort = reader.String("sort");
        try
        {
            SortTerm.Parse(sort);
            return sort;
        }
        catch (ValidationException e)
        {
            reader.Problems.AddRange(e.Problems.Select(p => p with { Path = reader.Path + "/sort" }));
            return null;
        }
    }
}
