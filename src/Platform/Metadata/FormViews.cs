using System.Collections.Immutable;
using System.Text.Json;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>
/// The ways of looking at a form's records, <c>x-form.views</c>: which there are, in their order; the first is what opens.
/// A form that says nothing has a list, and a board once a pipeline stands on it.
/// </summary>
public static class FormViews
{
    public const string List = "list";
    public const string Board = "board";
    private static readonly ImmutableArray<string> Known = [List, Board];

    /// <summary>As the document names them; empty = it names none. Every fault is added.</summary>
    internal static ImmutableArray<string> Read(DocumentReader extension)
    {
        var views = extension.Strings("views");
        if (extension.Raw("views") is { ValueKind: JsonValueKind.Array } named && named.GetArrayLength() == 0)
            extension.Fault("views", "form.views_none");
        for (var i = 0; i < views.Length; i++)
            if (!Known.Contains(views[i]))
                extension.Fault($"views/{i}", "document.choice", ("choices", string.Join(", ", Known)));
            else if (views.IndexOf(views[i]) < i)
                extension.Fault($"views/{i}", "form.view_twice", ("view", views[i]));
        return views;
    }

    /// <summary>Those that can be opened: without a pipeline there is no board, and records can always be looked at somehow.</summary>
    public static ImmutableArray<string> Of(FormModel form, bool hasPipeline)
    {
        var open = (form.Views.IsEmpty ? Known : form.Views).Where(view => view != Board || hasPipeline).ToImmutableArray();
        return open.IsEmpty ? [List] : open;
    }
}
