using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace NoCodeCrm.Platform.Sql;

/// <summary>Refuses SaveChanges on a context that does not belong to a command: UnitOfWork is the only way to write.</summary>
internal sealed class CommandOnlyInterceptor : SaveChangesInterceptor
{
    public override InterceptionResult<int> SavingChanges(DbContextEventData eventData, InterceptionResult<int> result) => Check(eventData.Context, result);

    public override ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
        ValueTask.FromResult(Check(eventData.Context, result));

    private static InterceptionResult<int> Check(DbContext? context, InterceptionResult<int> result) =>
        context?.Database.CurrentTransaction is null
            ? throw new InvalidOperationException("SaveChanges outside UnitOfWork.ExecuteAsync.")
            : result;
}
