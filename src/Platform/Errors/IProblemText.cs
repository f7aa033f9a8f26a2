namespace NoCodeCrm.Platform.Errors;

/// <summary>Says a problem in a person's language, for engines that write it into a file.</summary>
public interface IProblemText
{
    string For(Problem problem, string language);
}
