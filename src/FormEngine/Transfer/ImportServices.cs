using NoCodeCrm.Platform.Access;
using NoCodeCrm.Platform.Errors;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Querying;
using NoCodeCrm.Platform.Records;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.FormEngine.Transfer;

/// <summary>What an import works with.</summary>
public sealed record ImportServices(
    Database Database,
    UnitOfWork Work,
    RecordStore Store,
    RecordWriter Writer,
    RecordLookup Lookup,
    Outbox Outbox,
    ClockSource Clock,
    MetadataCache Metadata,
    NewOptions NewOptions,
    IActorSource Actors,
    IProblemText Texts,
    TransferOptions Options);
