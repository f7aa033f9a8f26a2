namespace NoCodeCrm.Platform.Metadata;

/// <summary>
/// What a pipeline says about its board: how cards are sorted and which fields a card shows. The client reads the document;
/// here only its shape and its fields are checked. A signal is a yes/no field shown as an icon while it holds, with the value of another beside it.
/// </summary>
internal static class BoardRules
{
    private static readonly HashSet<string> Icons = ["clock", "calendar", "message-square-off", "alert", "flag", "star", "hourglass", "user"];

    /// <summary>Answers the sort of the columns; null = the newest first.</summary>
    public static string? Check(DocumentReader root, FormModel? form)
    {
        var board = root.Object("board");
        var sort = board.String("sort");
        var card = board.Object("card");
        foreach (var part in new[] { "title", "subtitle", "amount", "date", "note" })
            CheckField(card, part, form);
        var progress = card.Object("progress");
        CheckField(progress, "done", form);
        CheckField(progress, "total", form);
        progress.Close();
        foreach (var signal in card.Objects("signals"))
        {
            CheckField(signal, "field", form);
            CheckField(signal, "value", form);
            signal.Text("unit");
            if (signal.String("icon", required: true) is { } icon && !Icons.Contains(icon))
                signal.Fault("icon", "document.choice", ("choices", string.Join(", ", Icons.Order())));
            signal.Close();
        }
        card.Close();
        board.Close();
        return sort;
    }

    private static void CheckField(DocumentReader reader, string name, FormModel? form)
    {
        if (reader.String(name) is { } key && form is not null && form.Field(key) is null)
            reader.Fault(name, "field.unknown", ("field", key));
    }
}
