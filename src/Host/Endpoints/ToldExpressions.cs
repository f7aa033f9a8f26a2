using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;

namespace NoCodeCrm.Host.Endpoints;

/// <summary>Whether an expression of a form may be told to its reader: it names nothing that is hidden from them or masked for them.</summary>
internal static class ToldExpressions
{
    public static bool MayBeTold(AccessPolicy access, FormModel form, CheckedExpression expression) =>
        !expression.Members.Any(m => access.HidesPath(form, m)) && !expression.Aggregates.Any(a => AsksHidden(access, form, a));

    // The list itself, or anything asked about its records.
    private static bool AsksHidden(AccessPolicy access, FormModel form, AggregateNode node) =>
        RelatedLists.Find(access.Metadata, form, node.List) is not { } list
        || access.IsHidden(list.Form, list.Relation.Key)
        || node.Members.Any(m => access.HidesPath(list.Form, m));
}
