using System.Collections.Frozen;

namespace NoCodeCrm.Platform.Fields;

/// <summary>The one list of field types. A new type is one file here and one line below.</summary>
public static class FieldTypes
{
    public static readonly RelationFieldType Relation = new();
    public static readonly PolymorphicRelationFieldType PolymorphicRelation = new();

    public static readonly IReadOnlyList<FieldType> All =
    [
        new TextFieldType(),
        new LongTextFieldType(),
        new IntegerFieldType(),
        new DecimalFieldType(),
        new MoneyFieldType(),
        new PercentFieldType(),
        new DateFieldType(),
        new DateTimeFieldType(),
        new BooleanFieldType(),
        new SelectFieldType(),
        new MultiSelectFieldType(),
        new EmailFieldType(),
        new PhoneFieldType(),
        new UrlFieldType(),
        Relation,
        new UserFieldType(),
        new UsersFieldType(),
        new FileFieldType(),
        new AutoNumberFieldType(),
        new StageFieldType(),
    ];

    private static readonly FrozenDictionary<string, FieldType> ByKey = All.ToFrozenDictionary(t => t.Key);

    /// <summary>Null for an unknown key. A relation with several target forms is stored differently and asks for it by flag.</summary>
    public static FieldType? Find(string key, bool severalForms = false) =>
        severalForms && key == Relation.Key ? PolymorphicRelation : ByKey.GetValueOrDefault(key);
}
