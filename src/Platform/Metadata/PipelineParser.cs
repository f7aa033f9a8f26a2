using System.Collections.Immutable;
using System.Text.Json;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Expressions;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>Reads a pipeline document and checks it against the form whose stages it describes.</summary>
public static class PipelineParser
{
    private const int MaxStages = 50;

    private static readonly ExpressionOptions Condition = new() { AllowVolatile = true, Expect = ExpressionType.Boolean };

    public static PipelineModel? Parse(JsonElement document, MetadataSnapshot metadata, List<Problem> problems)
    {
        var before = problems.Count;
        var root = DocumentReader.On(document, "", problems);
        var key = root.Key("key");
        var form = metadata.Form(root.String("form", required: true) ?? "");
        if (form is null)
            root.Fault("form", "form.unknown", ("form", root.String("form")));
        var field = root.String("field", required: true) ?? "";
        var model = new PipelineModel
        {
            Key = key,
            Form = form?.Key ?? "",
            Field = field,
            Title = root.Text("title") ?? LocalizedText.Of(key),
            Document = document,
            ProbabilityField = root.String("probabilityField"),
            AmountField = root.String("amountField"),
            WeightedField = root.String("weightedField"),
            CycleField = root.String("cycleField"),
            BoardSort = BoardRules.Check(root, form),
            TaskForm = TaskForm(root, metadata),
            Categories = [.. root.Objects("categories").Select(Category)],
            Stages = Stages(root, form, metadata),
            Moves = Moves(root.Object("moves"), form, metadata),
        };
        root.Close("$schema", "description");
        CheckCategories(root, model);
        CheckPairs(root, model);
        if (form is not null)
            CheckFields(root, form, model);
        if (model.Stages.Length is 0 or > MaxStages || !model.Stages.Any(s => s.IsOpen))
            root.Fault("stages", "pipeline.stages", ("max", MaxStages));
        return problems.Count == before ? model : null;
    }

    private static void CheckFields(DocumentReader root, FormModel form, PipelineModel model)
    {
        if (form.Field(model.Field) is not { Type: StageFieldType } stage || stage.Pipeline != model.Key)
            root.Fault("field", "pipeline.field", ("field", model.Field));
        foreach (var (name, key) in new[] { ("probabilityField", model.ProbabilityField), ("amountField", model.AmountField), ("weightedField", model.WeightedField), ("cycleField", model.CycleField) })
            if (key is not null && form.Field(key) is not { Type.IsNumeric: true })
                root.Fault(name, "field.unknown", ("field", key));
    }

    private static StageCategory Category(DocumentReader reader)
    {
        var category = new StageCategory(reader.Key("key"), reader.Text("title") ?? LocalizedText.Of(reader.String("key") ?? ""));
        reader.Close();
        return category;
    }

    private static void CheckCategories(DocumentReader root, PipelineModel model)
    {
        var keys = new HashSet<string>();
        for (var i = 0; i < model.Categories.Length; i++)
            if (!keys.Add(model.Categories[i].Key))
                root.Fault($"categories/{i}/key", "key.duplicate", ("key", model.Categories[i].Key));
        for (var i = 0; i < model.Stages.Length; i++)
            if (model.Stages[i].Category is { } category && !keys.Contains(category))
                root.Fault($"stages/{i}/category", "pipeline.category", ("category", category));
    }

    private static void CheckPairs(DocumentReader root, PipelineModel model)
    {
        var seen = new HashSet<(string, string)>();
        for (var i = 0; i < model.Moves.Pairs.Length; i++)
        {
            var pair = model.Moves.Pairs[i];
            foreach (var (name, key) in new[] { ("from", pair.From), ("to", pair.To) })
                if (model.Stage(key) is null)
                    root.Fault($"moves/pairs/{i}/{name}", "pipeline.stage_unknown", ("stage", key));
            if (pair.From == pair.To || !seen.Add((pair.From, pair.To)))
                root.Fault($"moves/pairs/{i}", "pipeline.pair", ("from", pair.From), ("to", pair.To));
        }
    }

    private static ImmutableArray<StageModel> Stages(DocumentReader root, FormModel? form, MetadataSnapshot metadata)
    {
        var stages = ImmutableArray.CreateBuilder<StageModel>();
        var keys = new HashSet<string>();
        foreach (var reader in root.Objects("stages"))
        {
            var stage = Stage(reader, form, metadata, stages.Count);
            if (!keys.Add(stage.Key))
                reader.Fault("key", "key.duplicate", ("key", stage.Key));
            stages.Add(stage);
        }
        return stages.ToImmutable();
    }

    private static StageModel Stage(DocumentReader reader, FormModel? form, MetadataSnapshot metadata, int order)
    {
        var key = reader.Key("key");
        var stage = new StageModel
        {
            Id = reader.String("id") ?? "stg_" + key,
            Key = key,
            Title = reader.Text("title") ?? LocalizedText.Of(key),
            Kind = Kind(reader),
            Order = order,
            Probability = reader.Number("probability") ?? 0,
            StaleAfterDays = reader.Integer("staleAfterDays"),
            Category = reader.String("category"),
            Required = FieldKeys(reader, "required", form),
            Optional = FieldKeys(reader, "optional", form),
            DateField = reader.String("dateField"),
            Tasks = [.. reader.Objects("tasks").Select(Task)],
            Deliverables = [.. reader.Objects("deliverables").Select(Deliverable)],
            Exit = Criteria(reader, form, metadata),
            OnEnter = Assignments(reader, form, metadata),
        };
        if (stage.Probability is < 0 or > 100)
            reader.Fault("probability", "pipeline.probability");
        if (stage.DateField is { } date && form is not null && form.Field(date) is not { Type: DateFieldType })
            reader.Fault("dateField", "field.unknown", ("field", date));
        reader.Close("color", "guidance", "description");
        return stage;
    }

    private static StageKind Kind(DocumentReader reader)
    {
        switch (reader.String("kind"))
        {
            case "open":
                return StageKind.Open;
            case "won":
                return StageKind.Won;
            case "lost":
                return StageKind.Lost;
            default:
                reader.Fault("kind", "pipeline.kind");
                return StageKind.Open;
        }
    }

    private static ImmutableArray<string> FieldKeys(DocumentReader reader, string name, FormModel? form)
    {
        var keys = reader.Strings(name);
        for (var i = 0; i < keys.Length; i++)
            if (form is not null && keys[i] != SystemMembers.Owner && form.Field(keys[i]) is null)
                reader.Fault($"{name}/{i}", "field.unknown", ("field", keys[i]));
        return keys;
    }

    private static StageTask Task(DocumentReader reader)
    {
        var task = new StageTask(reader.Key("key"), reader.Text("title") ?? LocalizedText.Empty, reader.Boolean("must"), reader.Integer("dueDays"));
        reader.Close("repeat");
        return task;
    }

    private static StageDeliverable Deliverable(DocumentReader reader)
    {
        var deliverable = new StageDeliverable(reader.Key("key"), reader.Text("title") ?? LocalizedText.Empty, reader.Boolean("must"));
        reader.Close();
        return deliverable;
    }

    private static ImmutableArray<StageCriterion> Criteria(DocumentReader reader, FormModel? form, MetadataSnapshot metadata)
    {
        var criteria = ImmutableArray.CreateBuilder<StageCriterion>();
        foreach (var item in reader.Objects("exit"))
        {
            var criterion = new StageCriterion(item.Key("key"), item.Text("title") ?? LocalizedText.Empty, item.String("when", required: true) ?? "", item.Boolean("must"));
            if (form is not null)
                criterion = criterion with { Expression = FormCompiler.Parse(criterion.When, new FormExpressionSchema(form, metadata), Condition, item.Path + "/when", item.Problems) };
            criteria.Add(criterion);
            item.Close();
        }
        return criteria.ToImmutable();
    }

    private static ImmutableArray<StageAssignment> Assignments(DocumentReader reader, FormModel? form, MetadataSnapshot metadata)
    {
        var enter = reader.Object("onEnter");
        var set = enter.Object("set");
        enter.Close();
        if (!set.IsObject || form is null)
            return [];
        var assignments = ImmutableArray.CreateBuilder<StageAssignment>();
        foreach (var property in set.Json.EnumerateObject())
        {
            if (form.Field(property.Name) is not { IsComputed: false } field || property.Value.ValueKind != JsonValueKind.String)
            {
                set.Fault(property.Name, "field.unknown", ("field", property.Name));
                continue;
            }
            var source = property.Value.GetString()!;
            var options = new ExpressionOptions { AllowVolatile = true, Expect = field.Type.Expression };
            assignments.Add(new StageAssignment(property.Name, source)
            {
                Expression = FormCompiler.Parse(source, new FormExpressionSchema(form, metadata), options, $"{set.Path}/{property.Name}", set.Problems),
            });
        }
        return assignments.ToImmutable();
    }

    private static TaskFormMapping? TaskForm(DocumentReader root, MetadataSnapshot metadata)
    {
        if (!root.Has("taskForm"))
            return null;
        var reader = root.Object("taskForm");
        var form = metadata.Form(reader.String("form", required: true) ?? "");
        var mapping = new TaskFormMapping(form?.Key ?? "", Part("title"), Part("due"), reader.String("owner") ?? SystemMembers.Owner, Part("done"),
            reader.String("doneOn"), reader.String("must"), Part("record"), Part("key"), reader.String("waived"));
        if (form is null)
            reader.Fault("form", "form.unknown", ("form", reader.String("form")));
        else if (mapping.Waived is { } waived && form.Field(waived) is not { Type.Column: ColumnKind.Text, IsComputed: false })
            reader.Fault("waived", "field.unknown", ("field", waived));
        reader.Close();
        return mapping;

        string Part(string name)
        {
            var key = reader.String(name, required: true) ?? "";
            if (form is not null && form.Field(key) is null)
                reader.Fault(name, "field.unknown", ("field", key));
            return key;
        }
    }

    private static MovePolicy Moves(DocumentReader moves, FormModel? form, MetadataSnapshot metadata)
    {
        var policy = new MovePolicy(Rule(moves, "forward"), Rule(moves, "skip"), Rule(moves, "back"), Rule(moves, "close"), Rule(moves, "reopen"), Rule(moves, "waive")) { Pairs = [.. moves.Objects("pairs").Select(p => Pair(p, form, metadata))] };
        moves.Close();
        return policy;
    }

    private static MovePair Pair(DocumentReader reader, FormModel? form, MetadataSnapshot metadata)
    {
        var rule = new MoveRule(reader.Has("roles") ? reader.Strings("roles") : null, reader.Boolean("reason"));
        var pair = new MovePair(reader.String("from", required: true) ?? "", reader.String("to", required: true) ?? "", rule, reader.String("when"), reader.Text("title"));
        if (pair.When is { } when && form is not null)
            pair = pair with { Expression = FormCompiler.Parse(when, new FormExpressionSchema(form, metadata), Condition, reader.Path + "/when", reader.Problems) };
        reader.Close();
        return pair;
    }

    // A list of roles, or {roles, reason}; absent = everyone who may edit.
    private static MoveRule Rule(DocumentReader moves, string name)
    {
        var raw = moves.Raw(name);
        if (raw.ValueKind == JsonValueKind.Array)
            return new MoveRule(moves.Strings(name), false);
        if (raw.ValueKind != JsonValueKind.Object)
            return MoveRule.Anyone;
        var rule = moves.Object(name);
        var parsed = new MoveRule(rule.Has("roles") ? rule.Strings("roles") : null, rule.Boolean("reason"));
        rule.Close();
        return parsed;
    }
}
