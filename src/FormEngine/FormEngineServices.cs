using Microsoft.Extensions.DependencyInjection;
using NoCodeCrm.FormEngine.Formulas;
using NoCodeCrm.FormEngine.Submission;

namespace NoCodeCrm.FormEngine;

public static class FormEngineServices
{
    public static IServiceCollection AddFormEngine(this IServiceCollection services) => services
        .AddSingleton<FieldDefaults>()
        .AddSingleton<FormulaComputation>()
        .AddSingleton<FormRules>();
}
