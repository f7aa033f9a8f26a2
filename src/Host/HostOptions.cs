using Microsoft.Data.Sqlite;
using NoCodeCrm.Platform;

namespace NoCodeCrm.Host;

/// <summary>Configuration as docs/http-api.md and the README describe it.</summary>
public sealed class HostOptions(IConfiguration configuration, IHostEnvironment environment)
{
    /// <summary>Holds the SQLite file, uploads and keys; relative to the directory of the start.</summary>
    public string DataDirectory { get; } = Path.GetFullPath(configuration["Data:Directory"] ?? "data", environment.ContentRootPath);

    public string UploadDirectory => Path.Combine(DataDirectory, "files");
    public string ImportDirectory => Path.Combine(DataDirectory, "imports");
    public string KeyDirectory => Path.Combine(DataDirectory, "keys");

    /// <summary>Uploaded templates, a folder each; beside the data, so that a new version of the program leaves them alone.</summary>
    public string UploadedTemplateDirectory => Path.Combine(DataDirectory, "templates");
    public string TemplateDirectory { get; } = configuration["Templates:Directory"] ?? Path.Combine(AppContext.BaseDirectory, "templates");

    /// <summary>Bytes of one uploaded file.</summary>
    public long MaxUpload { get; } = configuration.GetValue("Limits:UploadBytes", 50L * 1024 * 1024);

    /// <summary>Bytes of one file to import.</summary>
    public long MaxImport { get; } = configuration.GetValue("Limits:ImportBytes", 512L * 1024 * 1024);

    public PlatformOptions Platform()
    {
        Directory.CreateDirectory(DataDirectory);
        Directory.CreateDirectory(UploadDirectory);
        Directory.CreateDirectory(ImportDirectory);
        var provider = configuration["Database:Provider"] ?? "Sqlite";
        if (provider.Equals("PostgreSql", StringComparison.OrdinalIgnoreCase))
            return new PlatformOptions("postgresql", configuration.GetConnectionString("Default") ?? throw new InvalidOperationException("ConnectionStrings:Default is needed for PostgreSql."), "");
        if (!provider.Equals("Sqlite", StringComparison.OrdinalIgnoreCase))
            throw new InvalidOperationException($"Database:Provider is '{provider}'; it can be Sqlite or PostgreSql.");
        var path = Path.Combine(DataDirectory, "nocodecrm.db");
        return new PlatformOptions("sqlite", new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString(), path);
    }

    public SetupOptions Setup { get; } = configuration.GetSection("Setup").Get<SetupOptions>() ?? new SetupOptions();
}

/// <summary>How much sample data a first start loads.</summary>
public enum SampleSize
{
    None,
    Small,
    Full,
}

/// <summary>An unattended first start; ignored once an administrator exists.</summary>
public sealed record SetupOptions
{
    public string? AdminEmail { get; init; }
    public string? AdminPassword { get; init; }
    public string? AdminName { get; init; }

    /// <summary><c>true</c>: everything; <c>small</c>: only what the template has written by hand; <c>false</c>.</summary>
    public string SampleData { get; init; } = "false";

    public SampleSize Sample => SampleData.ToLowerInvariant() switch { "true" or "full" => SampleSize.Full, "small" => SampleSize.Small, _ => SampleSize.None };
    public string Company { get; init; } = "NoCodeCrm";
    public string Currency { get; init; } = "CNY";
    public string? TimeZone { get; init; }
    public string Language { get; init; } = "zh-CN";
    public string Template { get; init; } = "opportunity";
}
