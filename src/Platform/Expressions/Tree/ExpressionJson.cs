using System.Text;
using System.Text.Json;

namespace NoCodeCrm.Platform.Expressions;

internal static class ExpressionJson
{
    public static string Write(CheckedExpression expression)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("source", expression.Source);
            json.WriteString("type", Name(expression.Type));
            json.WriteBoolean("volatile", expression.IsVolatile);
            json.WriteStartArray("members");
            foreach (var member in expression.Members)
            {
                json.WriteStringValue(member);
            }

            json.WriteEndArray();
            json.WritePropertyName("root");
            Write(json, expression.Root);
            json.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length);
    }

    private static void Write(Utf8JsonWriter json, ExpressionNode node)
    {
        json.WriteStartObject();
        switch (node)
        {
            case LiteralNode literal:
                Head(json, "literal", node);
                json.WritePropertyName("value");
                WriteValue(json, literal.Value);
                break;
            case MemberNode member:
                Head(json, "member", node);
                json.WriteString("path", member.Path);
                break;
            case UnaryNode unary:
                Head(json, "unary", node);
                json.WriteString("operator", unary.Operator.Symbol());
                Write(json, "operand", unary.Operand);
                break;
            case BinaryNode binary:
                Head(json, "binary", node);
                json.WriteString("operator", binary.Operator.Symbol());
                Write(json, "left", binary.Left);
                Write(json, "right", binary.Right);
                break;
            case LogicalNode logical:
                Head(json, "logical", node);
                json.WriteString("operator", logical.Operator.Symbol());
                Write(json, "left", logical.Left);
                Write(json, "right", logical.Right);
                break;
            case ConditionalNode conditional:
                Head(json, "conditional", node);
                Write(json, "test", conditional.Test);
                Write(json, "whenMet", conditional.WhenMet);
                Write(json, "otherwise", conditional.Otherwise);
                break;
            case CallNode call:
                Head(json, "call", node);
                json.WriteString("function", call.Function);
                Write(json, "arguments", call.Arguments);
                break;
            case AggregateNode aggregate:
                Head(json, "aggregate", node);
                json.WriteString("function", Name(aggregate.Function));
                json.WriteString("list", aggregate.List);
                json.WriteString("path", aggregate.Path);
                json.WritePropertyName("condition");
                if (aggregate.Condition is { } condition)
                {
                    Write(json, condition.Root);
                }
                else
                {
                    json.WriteNullValue();
                }

                break;
            case ListNode list:
                Head(json, "list", node);
                Write(json, "items", list.Items);
                break;
            default:
                throw new InvalidOperationException($"No JSON for {node.GetType().Name}.");
        }

        json.WriteEndObject();
    }

    private static void Head(Utf8JsonWriter json, string kind, ExpressionNode node)
    {
        json.WriteString("kind", kind);
        json.WriteString("type", Name(node.Type));
    }

    private static void Write(Utf8JsonWriter json, string name, ExpressionNode node)
    {
        json.WritePropertyName(name);
        Write(json, node);
    }

    private static void Write(Utf8JsonWriter json, string name, IReadOnlyList<ExpressionNode> nodes)
    {
        json.WriteStartArray(name);
        foreach (var node in nodes)
        {
            Write(json, node);
        }

        json.WriteEndArray();
    }

    private static void WriteValue(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case bool truth: json.WriteBooleanValue(truth); break;
            case decimal number: json.WriteNumberValue(number); break;
            case string text: json.WriteStringValue(text); break;
            default: throw new InvalidOperationException($"No JSON for a literal {value.GetType().Name}.");
        }
    }

    private static string Name<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
