namespace NoCodeCrm.Host.Tests.Figures;

/// <summary>One company per database for all scenarios about figures; they only look.</summary>
[CollectionDefinition(Name)]
public sealed class Companies : ICollectionFixture<Companies>, IAsyncDisposable
{
    public const string Name = "Figures";

    private readonly Dictionary<string, (Company Company, FigureSql Sql)> _opened = [];

    internal async Task<(Company Company, FigureSql Sql)> GetAsync(string database)
    {
        if (_opened.TryGetValue(database, out var known))
            return known;
        var company = await Company.OpenAsync(database);
        Assert.SkipWhen(company is null, "NOCODECRM_TEST_PG names no PostgreSQL server.");
        var values = new Dictionary<string, string> { ["team"] = $"{company!.Team}", ["product"] = $"{company.Product}", ["since"] = company.Since, ["moments"] = company.Moments };
        return _opened[database] = (company, await FigureSql.OpenAsync(company.Host, company.Clock.Now, values));
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var (company, _) in _opened.Values)
            await company.DisposeAsync();
    }
}
