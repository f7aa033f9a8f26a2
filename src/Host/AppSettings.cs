using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Host;

/// <summary>What set-up asked for. Currency: an ISO 4217 code; TimeZone: an IANA name.</summary>
public sealed record AppProfile(string Company, string Currency, string TimeZone, string Language);

/// <summary>The installation's own settings, read once and kept.</summary>
public sealed class AppSettings(ClockSource clock)
{
    private const string Key = "app";
    private volatile AppProfile _current = new("NoCodeCrm", "CNY", "Asia/Shanghai", "zh-CN");

    public AppProfile Current => _current;

    /// <summary>False until set-up has been completed.</summary>
    public bool IsSetUp { get; private set; }

    public async Task LoadAsync(PlatformDbContext db, CancellationToken ct)
    {
        if (await db.Settings.AsNoTracking().FirstOrDefaultAsync(s => s.Key == Key, ct) is { } setting)
            Apply(JsonSerializer.Deserialize<AppProfile>(setting.Value)!);
    }

    public async Task SaveAsync(CommandScope scope, AppProfile profile, CancellationToken ct)
    {
        scope.Db.Settings.Add(new Setting { Key = Key, Value = JsonSerializer.Serialize(profile) });
        await scope.Db.SaveChangesAsync(ct);
        scope.AfterCommit(() => Apply(profile));
    }

    private void Apply(AppProfile profile)
    {
        _current = profile;
        clock.Zone = TimeZoneInfo.FindSystemTimeZoneById(profile.TimeZone);
        IsSetUp = true;
    }
}
