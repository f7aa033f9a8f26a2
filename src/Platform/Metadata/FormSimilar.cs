using System.Collections.Immutable;
using NoCodeCrm.Platform.Querying;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>
/// How a form finds records like one at hand. For: the records that look-alikes are offered on; Among: those that are compared with it; null = all.
/// A record scores the weights of the terms on which it agrees and is shown from <see cref="Least"/> on, the best first, equals by <see cref="Sort"/>.
/// </summary>
public sealed record FormSimilar
{
    public const int MaxTerms = 12;
    public const int MaxWeight = 100;
    public const int MaxLimit = 20;

    public LocalizedText? Title { get; init; }
    public Filter? For { get; init; }
    public Filter? Among { get; init; }
    public ImmutableArray<SimilarTerm> Terms { get; init; } = [];
    public int Least { get; init; } = 1;
    public int Limit { get; init; } = 5;

    /// <summary>As a list's sort; null = the newest first.</summary>
    public string? Sort { get; init; }

    /// <summary>Fields told of each look-alike besides its title.</summary>
    public ImmutableArray<string> Show { get; init; } = [];

    /// <summary>Lists, by the reverse keys of their relations, whose records are named with each look-alike.</summary>
    public ImmutableArray<string> With { get; init; } = [];

    /// <summary>Every member path that is named, and where.</summary>
    public IEnumerable<(string Place, string Path)> Paths() =>
    [
        .. Terms.Select(t => (t.Place + "/field", t.Field)),
        .. FilterMembers.Of(For).Concat(FilterMembers.Of(Among)).Select(c => (c.Path + "/member", c.Member)),
        .. SortTerm.Parse(Sort).Select(t => ("/x-form/similar/sort", t.Member)),
    ];
}

/// <summary>
/// One way to agree. Field: a path to a single value. Within: null = the same value, else a number not further away than this share of the
/// value at hand (0.5 = from half of it to half as much again). A blank never agrees. Place: where it stands in the document.
/// </summary>
public sealed record SimilarTerm(string Field, int Weight, decimal? Within, string Place);
