using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FormEngine.Handovers;

/// <summary>What a handover works with.</summary>
public sealed record HandoverServices(
    Database Database,
    UnitOfWork Work,
    RecordStore Store,
    RecordWriter Writer,
    Outbox Outbox,
    ClockSource Clock,
    MetadataCache Metadata,
    IActorSource Actors);
