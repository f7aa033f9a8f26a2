using NoCodeCrm.FormEngine.Transfer;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.FormEngine.Tests;

public sealed class ImportProgressFacts
{
    [Fact]
    public void An_interrupted_import_goes_on_from_what_was_committed()
    {
        var progress = new ImportProgress { Processed = 500, Total = 900, Created = 490, Rejected = 10, Unmatched = 7, RejectedLength = 1234, LaterLength = 99, LaterDone = 5 };
        progress.Note(7, [new RowProblem("a", "b", new Problem("/x", "required").With("label", LocalizedText.Of("X")))]);
        var resumed = ImportProgress.Parse(progress.ToJson(), dryRun: false);
        Assert.True(resumed.Resumed);
        resumed.Resumed = false;
        Assert.Equal(progress.ToJson(), resumed.ToJson());
    }

    [Fact]
    public void A_fresh_import_starts_from_nothing() => Assert.False(ImportProgress.Parse("{}", dryRun: true).Resumed);

    [Fact]
    public void Only_the_first_problems_are_shown_and_their_values_cut()
    {
        var progress = new ImportProgress();
        for (var i = 0; i < 50; i++)
            progress.Note(i, [new RowProblem("a", new string('x', 10_000), new Problem("", "required"))]);
        Assert.InRange(progress.ToJson().Length, 1, 20 * 400);
    }

    [Fact]
    public void A_copy_counts_for_itself()
    {
        var progress = new ImportProgress { Created = 1 };
        var copy = progress.Copy();
        copy.Created++;
        copy.Note(1, [new RowProblem(null, null, new Problem("", "required"))]);
        Assert.Equal(1, progress.Created);
        Assert.DoesNotContain("required", progress.ToJson());
    }
}
