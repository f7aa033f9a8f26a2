using System.Collections.Immutable;

namespace NoCodeCrm.Platform.Errors;

/// <summary>A refusal that the caller can understand and mend; Host/Errors maps each kind to one HTTP status.</summary>
public abstract class DomainException(string code, IEnumerable<Problem>? problems = null, Exception? inner = null)
    : Exception(code, inner)
{
    public string Code { get; } = code;
    public ImmutableArray<Problem> Problems { get; } = problems?.ToImmutableArray() ?? [];
}

/// <summary>The document is unreadable or names something unknown (400), or a rule refuses it (422). Carries every fault.</summary>
public sealed class ValidationException(string code, IEnumerable<Problem> problems, bool unreadable = false)
    : DomainException(code, problems)
{
    /// <summary>True: the request itself makes no sense (400). False: it was understood and refused (422).</summary>
    public bool Unreadable { get; } = unreadable;

    public static ValidationException Refused(params IEnumerable<Problem> problems) => new("validation.refused", problems);

    public static ValidationException BadRequest(params IEnumerable<Problem> problems) => new("request.invalid", problems, unreadable: true);

    public static ValidationException BadRequest(string path, string code) => BadRequest(new Problem(path, code));
}

/// <summary>Not there, or not visible to the caller: the two are never told apart.</summary>
public sealed class NotFoundException(string what) : DomainException("not_found", [new Problem("", "not_found").With("what", what)]);

/// <summary>The caller may see the thing but not do this to it.</summary>
public sealed class ForbiddenException(string code = "forbidden", params Problem[] problems) : DomainException(code, problems);

/// <summary>Someone else was faster, or the present state does not allow it. Current: the state to show, when visible.</summary>
public sealed class ConflictException(string code, params Problem[] problems) : DomainException(code, problems)
{
    /// <summary>Form and id of the record to show as it is now, when the conflict is about one.</summary>
    public (string Form, long Id)? Record { get; init; }

    /// <summary>Kind and key of the definition to show as it is now, when the conflict is about one.</summary>
    public (string Kind, string Key)? Definition { get; init; }
}

/// <summary>A stated limit of size, time or space was reached. Exhausted: the server lacks a resource (503), else the request is too large (422).</summary>
public sealed class LimitExceededException(string code, bool exhausted = false, params Problem[] problems)
    : DomainException(code, problems)
{
    public bool Exhausted { get; } = exhausted;
}
