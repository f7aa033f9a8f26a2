namespace NoCodeCrm.Platform.Sql;

/// <summary>Another process holds this database; the message says so to whoever started this one.</summary>
public sealed class DatabaseInUseException(string database, Exception? inner = null)
    : IOException($"The database {database} is in use by another process. Stop that one first: a database serves one process at a time.", inner);
