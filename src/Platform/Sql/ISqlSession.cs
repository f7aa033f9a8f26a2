using System.Data.Common;

namespace NoCodeCrm.Platform.Sql;

/// <summary>Something SQL can be run in: a read session or the scope of a command.</summary>
public interface ISqlSession
{
    SqlDialect Dialect { get; }

    /// <summary>A statement with its SQL set and no parameters; compiled once per text.</summary>
    DbCommand Statement(string sql);
}
