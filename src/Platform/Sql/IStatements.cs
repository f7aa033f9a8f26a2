using System.Data.Common;

namespace NoCodeCrm.Platform.Sql;

/// <summary>Hands out the statements of one connection. Not thread-safe, as its connection is not.</summary>
public interface IStatements
{
    /// <summary>A statement with its SQL set and no parameters.</summary>
    DbCommand Get(string sql, DbTransaction? transaction);

    /// <summary>Runs a statement whose outcome nobody asks for: now, or together with the next one, but never out of order.</summary>
    Task PostAsync(DbCommand statement, CancellationToken ct);

    /// <summary>Runs what was posted and has not run yet.</summary>
    Task FlushAsync(CancellationToken ct);
}
