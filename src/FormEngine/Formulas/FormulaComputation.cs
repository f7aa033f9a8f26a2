using NoCodeCrm.Platform.Records;

namespace NoCodeCrm.FormEngine.Formulas;

/// <summary>Computes the stored formulas of a record, each after those that it reads.</summary>
public sealed class FormulaComputation(RecordExpressions expressions) : IRecordComputation
{
    public async Task ApplyAsync(RecordChange change, CancellationToken ct)
    {
        foreach (var field in change.Form.FormulasInOrder)
            change.After.Set(field.Key, await expressions.EvaluateForAsync(change, field.Formula!, field, ct));
    }
}
