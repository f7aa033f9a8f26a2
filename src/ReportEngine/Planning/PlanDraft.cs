using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.ReportEngine.Definitions;

namespace NoCodeCrm.ReportEngine.Planning;

/// <summary>A plan in the making: what the steps of <see cref="ReportPlanner"/> hand to each other.</summary>
internal sealed class PlanDraft(ReportQuery query, AccessPolicy access, FormModel form, QueryBuilder probe)
{
    public ReportQuery Query { get; } = query;
    public AccessPolicy Access { get; } = access;
    public FormModel Form { get; } = form;

    /// <summary>A statement that is never run: it knows which members there are for this actor.</summary>
    public QueryBuilder Probe { get; } = probe;
    public List<Problem> Problems { get; } = [];

    /// <summary>Members by their path; a path that is not here has a problem.</summary>
    public Dictionary<string, MemberSql> Members { get; } = [];
    public Filter? Filter { get; set; }
    public List<GroupKey> Keys { get; } = [];
    public List<GroupOrder> Order { get; } = [];
    public int Limit { get; set; }

    public MemberSql? Member(string? path) => path is null ? null : Members.GetValueOrDefault(path);

    public void Fault(string place, string code, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var problem = new Problem($"{Query.Path}/{place}", code);
        foreach (var (name, value) in parameters)
            problem = problem.With(name, value);
        Problems.Add(problem);
    }
}
