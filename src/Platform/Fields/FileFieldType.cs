using System.Collections.Frozen;
using NoCodeCrm.Platform.Querying;

namespace NoCodeCrm.Platform.Fields;

/// <summary>Uploaded files, by id. A file belongs to the record that first names it.</summary>
public sealed class FileFieldType : ReferenceListFieldType
{
    public override string Key => "file";
    public override FrozenSet<FilterOperator> Operators => OperatorSets.Presence;
}
