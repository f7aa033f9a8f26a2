using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace NoCodeCrm.Platform.Sql;

/// <summary>EF Core shares the transaction of hand-written SQL: what was posted there runs before any statement of its own.</summary>
internal sealed class PostedFirstInterceptor(CommandScope scope) : DbCommandInterceptor, ISaveChangesInterceptor
{
    // Before the savepoint of its own that a save may set.
    public async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await scope.FlushAsync(cancellationToken);
        return result;
    }

    public override async ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        await scope.FlushAsync(cancellationToken);
        return result;
    }

    public override async ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        await scope.FlushAsync(cancellationToken);
        return result;
    }

    public override async ValueTask<InterceptionResult<object>> ScalarExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<object> result, CancellationToken cancellationToken = default)
    {
        await scope.FlushAsync(cancellationToken);
        return result;
    }
}
