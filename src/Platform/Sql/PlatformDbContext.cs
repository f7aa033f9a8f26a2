using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;
using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Notifications;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Records.Periods;

namespace NoCodeCrm.Platform.Sql;

/// <summary>
/// The fixed tables, one context type per database because each has migrations of its own.
/// Contexts are made by <see cref="CommandScope"/> for writes and by <see cref="PlatformContexts"/> for reads; a save
/// outside a command is refused by <see cref="CommandOnlyInterceptor"/>.
/// </summary>
public abstract class PlatformDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<DefinitionVersion> Definitions => Set<DefinitionVersion>();
    public DbSet<DefinitionDraft> DefinitionDrafts => Set<DefinitionDraft>();
    public DbSet<FieldColumn> FieldColumns => Set<FieldColumn>();
    public DbSet<ChangeEntry> Changes => Set<ChangeEntry>();
    public DbSet<StageVisit> StageHistory => Set<StageVisit>();
    public DbSet<RecordPeriod> Periods => Set<RecordPeriod>();
    public DbSet<PeriodProgress> PeriodProgress => Set<PeriodProgress>();
    public DbSet<OutboxMessage> Outbox => Set<OutboxMessage>();
    public DbSet<StoredResponse> Responses => Set<StoredResponse>();
    public DbSet<Handover> Handovers => Set<Handover>();
    public DbSet<HandoverItem> HandoverItems => Set<HandoverItem>();
    public DbSet<Job> Jobs => Set<Job>();
    public DbSet<StoredFile> Files => Set<StoredFile>();
    public DbSet<Comment> Comments => Set<Comment>();
    public DbSet<Notification> Notifications => Set<Notification>();
    public DbSet<Follower> Followers => Set<Follower>();
    public DbSet<Login> Logins => Set<Login>();
    public DbSet<RoleAssignment> RoleAssignments => Set<RoleAssignment>();
    public DbSet<ReportingLine> ReportingLines => Set<ReportingLine>();
    public DbSet<ApiToken> ApiTokens => Set<ApiToken>();
    public DbSet<Setting> Settings => Set<Setting>();
    public DbSet<Counter> Counters => Set<Counter>();
    public DbSet<SampleRecord> SampleRecords => Set<SampleRecord>();
    public DbSet<InstalledTemplate> InstalledTemplates => Set<InstalledTemplate>();
    public DbSet<InstalledDocument> InstalledDocuments => Set<InstalledDocument>();
    public DbSet<LoadedRecord> LoadedRecords => Set<LoadedRecord>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<DefinitionVersion>().HasIndex(d => new { d.Kind, d.Key, d.Version }).IsUnique();
        modelBuilder.Entity<DefinitionDraft>().HasKey(d => new { d.Kind, d.Key });
        modelBuilder.Entity<FieldColumn>(e =>
        {
            e.HasKey(c => new { c.Form, c.Column });
            e.Ignore(c => c.IsLinks);
            e.Ignore(c => c.IsPolymorphic);
        });
        modelBuilder.Entity<ChangeEntry>(e =>
        {
            e.HasKey(c => c.Seq);
            e.HasIndex(c => new { c.Form, c.RecordId, c.Seq });
        });
        modelBuilder.Entity<StageVisit>().HasIndex(v => new { v.Form, v.RecordId, v.Id });
        modelBuilder.Entity<Handover>().HasIndex(h => h.At);
        modelBuilder.Entity<HandoverItem>(e =>
        {
            e.HasIndex(i => new { i.Handover, i.Part });
            e.HasIndex(i => new { i.Form, i.RecordId, i.Id });
        });
        modelBuilder.Entity<RecordPeriod>().HasIndex(p => new { p.Form, p.RecordId, p.ValidFrom }).IsUnique();
        modelBuilder.Entity<PeriodProgress>().HasKey(p => p.Form);
        modelBuilder.Entity<StoredResponse>().HasKey(r => new { r.Actor, r.Key });
        modelBuilder.Entity<StoredFile>().HasIndex(f => new { f.Form, f.RecordId });
        modelBuilder.Entity<StoredFile>().HasIndex(f => f.Name).IsUnique();
        modelBuilder.Entity<StoredFile>().Property(f => f.Version).HasDefaultValue(1);
        modelBuilder.Entity<Comment>().HasIndex(c => new { c.Form, c.RecordId, c.Id });
        modelBuilder.Entity<Notification>(e =>
        {
            e.HasIndex(n => new { n.EventKey, n.UserId }).IsUnique();
            e.HasIndex(n => new { n.UserId, n.Id });
        });
        modelBuilder.Entity<Follower>().HasKey(f => new { f.Form, f.RecordId, f.UserId });
        modelBuilder.Entity<Login>(e =>
        {
            e.HasKey(l => l.UserId);
            e.Property(l => l.UserId).ValueGeneratedNever();
            e.HasIndex(l => l.NormalizedEmail).IsUnique();
            e.HasIndex(l => l.InvitationHash);
        });
        modelBuilder.Entity<RoleAssignment>().HasKey(r => new { r.UserId, r.Role });
        modelBuilder.Entity<ReportingLine>(e =>
        {
            e.HasKey(r => new { r.ManagerId, r.UserId });
            e.HasIndex(r => r.UserId);
        });
        modelBuilder.Entity<ApiToken>().HasIndex(t => t.Hash).IsUnique();
        modelBuilder.Entity<Setting>().HasKey(s => s.Key);
        modelBuilder.Entity<Counter>().HasKey(c => c.Name);
        modelBuilder.Entity<SampleRecord>().HasKey(s => new { s.Form, s.RecordId });
        modelBuilder.Entity<InstalledTemplate>().HasKey(t => t.Key);
        modelBuilder.Entity<InstalledDocument>().HasKey(d => new { d.Template, d.Kind, d.Key });
        modelBuilder.Entity<LoadedRecord>().HasKey(r => new { r.Template, r.Form, r.Ref });
        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            entity.SetTableName("sys_" + SnakeCase(entity.ClrType.Name));
            foreach (var property in entity.GetProperties())
                property.SetColumnName(SnakeCase(property.Name));
        }
    }

    private static string SnakeCase(string name)
    {
        var snake = new StringBuilder();
        foreach (var c in name)
        {
            if (char.IsAsciiLetterUpper(c) && snake.Length > 0)
                snake.Append('_');
            snake.Append(char.ToLowerInvariant(c));
        }
        return snake.ToString();
    }
}

/// <summary>The SQLite flavour: instants are Unix milliseconds, as in record tables.</summary>
public sealed class SqlitePlatformDbContext(DbContextOptions<SqlitePlatformDbContext> options) : PlatformDbContext(options)
{
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Properties<DateTimeOffset>().HaveConversion<UnixMilliseconds>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<ChangeEntry>().Ignore(c => c.Xid); // one writer: the sequence is the order of commits
    }

    private sealed class UnixMilliseconds() : ValueConverter<DateTimeOffset, long>(
        instant => instant.ToUnixTimeMilliseconds(), milliseconds => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds));
}

/// <summary>The PostgreSQL flavour.</summary>
public sealed class PostgreSqlPlatformDbContext(DbContextOptions<PostgreSqlPlatformDbContext> options) : PlatformDbContext(options)
{
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        base.OnModelCreating(modelBuilder);
        modelBuilder.Entity<ChangeEntry>(e =>
        {
            e.Property(c => c.Xid).HasColumnType("xid8").HasDefaultValueSql("pg_current_xact_id()");
            e.HasIndex(c => new { c.Xid, c.Seq });
        });
    }
}
