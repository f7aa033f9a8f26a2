using System.Collections.Frozen;

namespace NoCodeCrm.Platform.Metadata;

/// <summary>What may name a form, field, option, stage or any other definition: 1–48 characters, fixed once saved.</summary>
public static class Keys
{
    public const int MaxLength = 48;

    // System members are camelCase and cannot collide; these are the snake-free words that expressions or SQL would misread.
    private static readonly FrozenSet<string> Reserved = new[]
    {
        "id", "version", "true", "false", "null", "undefined", "this", "new", "delete", "typeof", "void", "in", "instanceof",
        "function", "return", "var", "let", "const", "if", "else", "for", "while", "do", "switch", "case", "default", "break",
        "continue", "class", "extends", "super", "import", "export", "try", "catch", "finally", "throw", "with", "yield", "await",
        "enum", "debugger", "constructor", "prototype", "eval", "arguments",
        "today", "now", "round", "coalesce", "contains", "lower", "upper", "length", "changed", "prior", "sum", "count", "min", "max", "outer",
        "select", "insert", "update", "from", "where", "group", "order", "having", "limit", "offset", "join", "union", "table", "create",
        "drop", "alter", "and", "or", "not", "between", "like", "is", "as", "by", "on", "values", "distinct", "primary", "references",
    }.ToFrozenSet();

    public static bool IsWellFormed(string key) =>
        key.Length is > 0 and <= MaxLength && key[0] is >= 'a' and <= 'z'
        && key.All(c => c is (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_');

    public static bool IsReserved(string key) => Reserved.Contains(key);
}
