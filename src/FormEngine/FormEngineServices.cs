using Microsoft.Extensions.DependencyInjection;
using NoCodeCrm.FormEngine.Duplicates;
using NoCodeCrm.FormEngine.Formulas;
using NoCodeCrm.FormEngine.Handovers;
using NoCodeCrm.FormEngine.Submission;
using NoCodeCrm.FormEngine.Transfer;
using NoCodeCrm.Platform.Events;
using NoCodeCrm.Platform.Metadata;

namespace NoCodeCrm.FormEngine;

public static class FormEngineServices
{
    /// <summary>The host adds <see cref="Platform.Access.IActorSource"/> and <see cref="Platform.Errors.IProblemText"/>.</summary>
    public static IServiceCollection AddFormEngine(this IServiceCollection services, Func<IServiceProvider, TransferOptions> transfer) => services
        .AddSingleton<FieldDefaults>()
        .AddSingleton<FormulaComputation>()
        .AddSingleton<IFormPublished, FormulaBackfill>()
        .AddSingleton<IJobHandler, FormulaBackfillJob>()
        .AddSingleton<FormRules>()
        .AddSingleton<DuplicateSearch>()
        .AddSingleton(transfer)
        .AddSingleton<NewOptions>()
        .AddSingleton<ImportServices>()
        .AddSingleton<ImportValues>()
        .AddSingleton<RecordExport>()
        .AddSingleton<IJobHandler, ImportJob>()
        .AddSingleton<HandoverServices>()
        .AddSingleton<HandoverPlanner>()
        .AddSingleton<HandoverDesk>()
        .AddSingleton<IJobHandler, HandoverJob>()
        .AddSingleton<IJobHandler, HandoverUndoJob>();
}
