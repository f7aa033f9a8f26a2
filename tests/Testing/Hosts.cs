using Xunit;

namespace NoCodeCrm.Testing;

/// <summary>One host per database for a whole test run; scenarios keep out of each other's way by names of their own.</summary>
public static class Hosts
{
    private static readonly Lazy<Task<TestHost>> SqliteHost = new(() => TestHost.OnSqliteAsync());
    private static readonly Lazy<Task<TestHost?>> PostgreSqlHost = new(() => TestHost.OnPostgreSqlAsync());

    public static async Task<TestHost> GetAsync(string database)
    {
        if (database == "SQLite")
            return await SqliteHost.Value;
        var host = await PostgreSqlHost.Value;
        Assert.SkipWhen(host is null, "NOCODECRM_TEST_PG names no PostgreSQL server.");
        return host!;
    }
}

