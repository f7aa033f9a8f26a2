using Microsoft.Extensions.DependencyInjection;
using NoCodeCrm.FlowEngine.Pipelines;
using NoCodeCrm.Platform.Events;

namespace NoCodeCrm.FlowEngine;

public static class FlowEngineServices
{
    public static IServiceCollection AddFlowEngine(this IServiceCollection services) => services
        .AddSingleton<StageDefaults>()
        .AddSingleton<StageEffects>()
        .AddSingleton<StageGates>()
        .AddSingleton<KeyTasks>()
        .AddSingleton<TaskWaivers>()
        .AddSingleton<StageHistory>()
        .AddSingleton<MovePreview>()
        .AddSingleton<MoveTrial>()
        .AddSingleton<IJobHandler, StageRelocationJob>();
}
