using System.Data.Common;
using NoCodeCrm.Platform.Fields;
using NoCodeCrm.Platform.Metadata;
using NoCodeCrm.Platform.Sql;

namespace NoCodeCrm.Platform.Records;

/// <summary>One field's value of a row, wherever it is kept, for looks at every record of a form. The table is called <c>r</c>.</summary>
internal static class StoredField
{
    public static string Sql(SqlDialect dialect, FormModel form, FieldDefinition field) =>
        field.Type.Shape == FieldShape.Links ? dialect.LinkedValues(form.LinkTable(field), "r.id") : $"r.{dialect.Quote(field.Column)}";

    public static object? Read(SqlDialect dialect, DbDataReader reader, int ordinal, FieldDefinition field) => field.Type.Shape == FieldShape.Links
        ? reader.IsDBNull(ordinal) ? null : RecordColumns.List(reader.GetString(ordinal), field.Type.Column)
        : dialect.FromDb(reader, ordinal, field.Type.Column, field.Scale);
}
