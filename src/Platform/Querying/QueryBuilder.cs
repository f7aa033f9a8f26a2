using System.Data.Common;
using System.Globalization;
using System.Text;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Querying;

/// <summary>
/// Builds one statement over records: resolves member paths to columns and joins, collects parameters, and puts the
/// actor's row rule on every table it touches. Identifiers come from metadata only, every value is a parameter.
/// One instance per statement; not thread-safe.
/// </summary>
public sealed class QueryBuilder
{
    private const int MaxPathDepth = 4;

    private readonly Statement _statement;
    private readonly Dictionary<string, (FormModel Form, string Alias)> _joined = [];
    private readonly Dictionary<string, string> _visits = [];
    private readonly StringBuilder _joins = new();

    public QueryBuilder(SqlDialect dialect, AccessPolicy access, FormModel root, QueryClock clock)
        : this(dialect, access, root, clock, new Statement())
    {
    }

    private QueryBuilder(SqlDialect dialect, AccessPolicy access, FormModel root, QueryClock clock, Statement statement)
    {
        _statement = statement;
        Dialect = dialect;
        Access = access;
        Root = root;
        Clock = clock;
        RootAlias = NextAlias();
    }

    /// <summary>A sub-query of this statement: joins of its own, the same parameters and aliases.</summary>
    public QueryBuilder SubQuery(FormModel form) => new(Dialect, Access, form, Clock, _statement) { HasWideSums = HasWideSums };

    public SqlDialect Dialect { get; }
    public AccessPolicy Access { get; }
    public MetadataSnapshot Metadata => Access.Metadata;
    public FormModel Root { get; }
    public string RootAlias { get; }
    public QueryClock Clock { get; }

    /// <summary>Set when the statement has been tried and a sum in it left 64 bits.</summary>
    public bool HasWideSums { get; init; }

    public string NextAlias() => "t" + _statement.Aliases++.ToString(CultureInfo.InvariantCulture);

    /// <summary>Adds a parameter in its stored form and answers its placeholder.</summary>
    public string Parameter(object? value)
    {
        var name = "@p" + _statement.Parameters.Count.ToString(CultureInfo.InvariantCulture);
        _statement.Parameters.Add((name, value));
        return name;
    }

    public string Parameter(ColumnKind kind, object value, int scale) => Parameter(Dialect.ToDb(kind, value, scale));

    public string Me() => _statement.Me ??= Parameter(Access.Actor.UserId ?? -1L);

    /// <summary>A sub-select of everyone below the actor, the actor included.</summary>
    public string Below() => $"SELECT user_id FROM sys_reporting_line WHERE manager_id = {Me()}";

    /// <summary>A sub-select of the people of the actor's team.</summary>
    public string MyTeam()
    {
        var user = Metadata.Form(BuiltInForms.User);
        if (user?.Field("team") is not { } team)
            return $"SELECT {Me()}";
        var (table, column) = (Dialect.Quote(user.Table), Dialect.Quote(team.Column));
        return $"SELECT id FROM {table} WHERE {column} = (SELECT {column} FROM {table} WHERE id = {Me()}) UNION SELECT {Me()}";
    }

    /// <summary><c>FROM</c> with every join that member paths have asked for so far.</summary>
    public string From => $"FROM {Dialect.Quote(Root.Table)} {RootAlias}{_joins}";

    /// <summary>The conditions every read of the root form carries: not deleted (or only deleted) and the actor's row rule.</summary>
    public List<string> BaseConditions(RecordAction action = RecordAction.Read, bool deleted = false)
    {
        var conditions = new List<string> { $"{RootAlias}.deleted_at IS {(deleted ? "NOT NULL" : "NULL")}" };
        if (RowRules.Compile(this, Root, RootAlias, action) is { } rule)
            conditions.Add(rule);
        return conditions;
    }

    /// <summary>A row rule written as an expression, over the form's own and related members.</summary>
    public string RowExpression(FormModel form, string alias, string source) => RowExpressions.Compile(this, form, alias, source);

    /// <summary>Resolves a path from the root. Null when a part does not exist or is hidden from the actor: the two look alike.</summary>
    public MemberSql? Resolve(string path) => Resolve(Root, RootAlias, path, unmasked: false);

    /// <summary>As <see cref="Resolve(string)"/>, from another table of the statement. Unmasked: for rules that the actor does not see.</summary>
    public MemberSql? Resolve(FormModel form, string alias, string path, bool unmasked)
    {
        var parts = path.Split('.');
        if (parts.Length > MaxPathDepth)
            return null;
        var prefix = alias;
        for (var i = 0; i < parts.Length - 1; i++)
        {
            var field = form.Field(parts[i]);
            if (field is { Type: StageFieldType } && IsReadable(form, parts[i], unmasked))
            {
                // Who hides the owner hides who it was.
                if (parts[i + 1] == StageProperties.Owner && !IsReadable(form, SystemMembers.Owner, unmasked))
                    return null;
                if (i == parts.Length - 2)
                    return StageMembers.Resolve(this, form, alias, field, parts[^1], path);
                if (parts[i + 1] != StageProperties.Owner || Metadata.PipelineOf(field) is null || Metadata.Form(BuiltInForms.User) is not { } people)
                    return null;
                var owner = Dialect.LastReference(JoinVisit(form, alias, field) + ".owner");
                prefix += $".{parts[i]}.{parts[++i]}";
                (form, alias) = Join(prefix, people, owner);
                continue;
            }
            if (ReferenceTarget(form, parts[i]) is not { } target || !IsReadable(form, parts[i], unmasked))
                return null;
            prefix += "." + parts[i];
            (form, alias) = Join(prefix, form, alias, parts[i], target);
        }
        return IsReadable(form, parts[^1], unmasked) ? Column(form, alias, parts[^1], path) : null;
    }

    /// <summary>Joins the values of a list, so that a record appears once for each, and once with a blank when it has none. Answers the value.</summary>
    public string JoinList(MemberSql list)
    {
        var joined = NextAlias();
        _joins.Append(CultureInfo.InvariantCulture, $" LEFT JOIN {list.LinkTable} {joined} ON {joined}.record_id = {list.Sql}");
        return joined + ".value";
    }

    public DbCommand Command(ISqlSession session, string sql)
    {
        var command = session.Statement(sql);
        foreach (var (name, value) in _statement.Parameters)
            command.With(name, value);
        return command;
    }

    public IReadOnlyList<(string Name, object? Value)> Parameters => _statement.Parameters;

    /// <summary>The form that a member's references are of; null when it is none or one of several.</summary>
    public FormModel? ReferenceTarget(FormModel form, string member)
    {
        if (SystemMembers.Find(member) is { } system)
            return system.IsUser ? Metadata.Form(BuiltInForms.User) : null;
        return form.Field(member) is { Type.Shape: FieldShape.Column, Type.Column: ColumnKind.Reference, Targets: [var target] } ? Metadata.Form(target) : null;
    }

    private bool IsReadable(FormModel form, string member, bool unmasked) => unmasked || !Access.IsHidden(form, member);

    /// <summary>Joins the entry of the stage history by which a record came to where it is; answers its alias. Read once however often it is asked for.</summary>
    internal string JoinVisit(FormModel form, string alias, FieldDefinition field)
    {
        var key = $"{alias}:{field.Key}";
        if (_visits.TryGetValue(key, out var known))
            return known;
        var (visit, last) = (NextAlias(), NextAlias());
        _joins.Append(Dialect.JoinLast("sys_stage_visit", visit, last, $"{last}.form = {Parameter(form.Key)} AND {last}.record_id = {alias}.id AND {last}.field = {Parameter(field.Key)}"));
        return _visits[key] = visit;
    }

    private (FormModel, string) Join(string prefix, FormModel form, string alias, string member, FormModel target)
    {
        var column = SystemMembers.Find(member)?.Column ?? form.Field(member)!.Column;
        return Join(prefix, target, $"{alias}.{Dialect.Quote(column)}");
    }

    // The related table carries the actor's row rule in its ON clause, so that an invisible record reads as blank.
    private (FormModel, string) Join(string prefix, FormModel target, string reference)
    {
        if (_joined.TryGetValue(prefix, out var known))
            return known;
        var joined = NextAlias();
        var rule = RowRules.Compile(this, target, joined, RecordAction.Read);
        // People keep their names on what they did after they are gone; other deleted records read as blank.
        var alive = target.IsUserForm ? "" : $" AND {joined}.deleted_at IS NULL";
        _joins.Append(CultureInfo.InvariantCulture, $" LEFT JOIN {Dialect.Quote(target.Table)} {joined} ON {joined}.id = {reference}{alive}{(rule is null ? "" : " AND " + rule)}");
        return _joined[prefix] = (target, joined);
    }

    private MemberSql? Column(FormModel form, string alias, string member, string path)
    {
        if (SystemMembers.Find(member) is { } system)
            return new MemberSql
            {
                Path = path,
                Sql = $"{alias}.{system.Column}",
                Kind = system.Kind,
                Form = form,
                Alias = alias,
                Field = form.Field(member),
                References = system.IsUser ? BuiltInForms.User : member == SystemMembers.Id ? form.Key : null,
            };
        if (form.Field(member) is not { } field)
            return null;
        if (field.IsLive)
            return LiveMembers.Resolve(this, form, alias, field, path);
        var isList = field.Type.Shape == FieldShape.Links;
        return new MemberSql
        {
            Path = path,
            Sql = isList ? $"{alias}.id" : $"{alias}.{Dialect.Quote(field.Column)}",
            Kind = field.Type.Column,
            Scale = field.Scale,
            Form = form,
            Alias = alias,
            Field = field,
            References = field.Targets is [var target] ? target : null,
            FormSql = field.Type.Shape == FieldShape.PolymorphicReference ? $"{alias}.{Dialect.Quote(field.Column + "_form")}" : null,
            LinkTable = isList ? Dialect.Quote(form.LinkTable(field)) : null,
        };
    }

    /// <summary>What a statement and its sub-queries share.</summary>
    private sealed class Statement
    {
        public List<(string Name, object? Value)> Parameters { get; } = [];
        public int Aliases { get; set; }
        public string? Me { get; set; }
    }
}

/// <summary>The moment a query is answered at: now, today in the installation's zone, and the zone that instants are cut into days by.</summary>
public sealed record QueryClock(DateTimeOffset Now, DateOnly Today, TimeZoneInfo Zone);
