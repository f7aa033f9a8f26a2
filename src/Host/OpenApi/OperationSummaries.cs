using System.Collections.Frozen;
using System.Net.Http;

namespace NoCodeCrm.Host.OpenApi;

/// <summary>What each operation is for, in a line, for people who read the description of the interface. An operation without one fails a test.</summary>
internal static class OperationSummaries
{
    // What is the same for every kind of definition; {0}: the kind.
    private static readonly FrozenDictionary<string, string> OfKinds = new Dictionary<string, string>
    {
        ["GET {key}"] = "The {0} as it is published.",
        ["PUT {key}"] = "Publishes the {0}, a new one or another version.",
        ["DELETE {key}"] = "Deletes the {0}.",
        ["GET {key}/draft"] = "Work on the {0} that is not published yet.",
        ["PUT {key}/draft"] = "Keeps work on the {0} without publishing it.",
        ["DELETE {key}/draft"] = "Throws unpublished work on the {0} away.",
        ["GET {key}/versions"] = "The versions of the {0}: when, by whom and why.",
        ["GET {key}/versions/{version}"] = "The {0} as it was in one version.",
    }.ToFrozenDictionary();

    private static readonly FrozenDictionary<string, string> Others = new Dictionary<string, string>
    {
        ["GET /api/setup"] = "Whether the installation still has to be set up, and with what.",
        ["POST /api/setup"] = "Sets the installation up: company, administrator and template.",
        ["GET /api/session"] = "Who is signed in, what they may do, and the profile of the installation.",
        ["POST /api/session"] = "Signs in.",
        ["DELETE /api/session"] = "Signs out.",
        ["POST /api/session/view-as"] = "Looks at everything with another person's or role's rights, without writing.",
        ["DELETE /api/session/view-as"] = "Looks with one's own rights again.",
        ["PATCH /api/me"] = "Changes one's own language, time zone and such.",
        ["POST /api/me/password"] = "Changes one's own password.",
        ["GET /api/invitations/{token}"] = "Whom an invitation is for.",
        ["POST /api/invitations/{token}"] = "Accepts an invitation: sets a password and signs in.",
        ["GET /api/tokens"] = "One's own tokens for programs, without their text.",
        ["POST /api/tokens"] = "Makes a token for a program; its text is told this once.",
        ["DELETE /api/tokens/{id}"] = "Revokes a token.",
        ["GET /api/users"] = "Accounts: who may sign in, with which roles.",
        ["PUT /api/users/{id}/roles"] = "Gives a person their roles.",
        ["POST /api/users/{id}/invite"] = "Makes an invitation, or a new one for a forgotten password.",
        ["GET /api/admin/mail"] = "Whether and how mails are sent.",

        ["GET /api/forms"] = "The forms, each with what one may do to it.",
        ["GET /api/forms/{form}"] = "The form as it is published; without what is hidden from whoever asks.",
        ["PUT /api/forms/{form}"] = "Publishes the form, or with dryRun tells what that would change.",
        ["DELETE /api/forms/{form}"] = "Deletes the form; its records stay in the database and return with it.",
        ["GET /api/forms/{form}/rules"] = "The expressions of the form as trees, for clients that answer while one types.",
        ["GET /api/forms/{form}/usages/{field}"] = "Everything that uses a field.",
        ["GET /api/forms/{form}/deleted-fields"] = "Fields that were deleted, with how many values they still hold.",
        ["POST /api/forms/{form}/deleted-fields/{field}/restore"] = "Brings a deleted field back with its values.",
        ["DELETE /api/forms/{form}/deleted-fields/{field}"] = "Takes a deleted field and its values away for good.",
        ["GET /api/deleted-forms"] = "Forms that were deleted.",
        ["POST /api/deleted-forms/{form}/restore"] = "Brings a deleted form back with its records.",
        ["GET /api/drafts"] = "All work on definitions that is not published yet.",
        ["GET /api/field-types"] = "The types of fields, each with those that it may become.",
        ["GET /api/expressions/functions"] = "The functions that expressions may call.",
        ["POST /api/expressions/rules"] = "The expressions of a form being designed as trees.",
        ["POST /api/expressions/check"] = "Checks an expression and tries it on a record.",

        ["GET /api/forms/{form}/records"] = "A page of records: filtered, sorted, counted, with totals.",
        ["POST /api/forms/{form}/records/query"] = "The same with the question in the body.",
        ["POST /api/forms/{form}/records"] = "Creates a record.",
        ["POST /api/forms/{form}/records/bulk"] = "Changes or deletes many records, with a verdict for each.",
        ["GET /api/forms/{form}/records/{id}"] = "One record.",
        ["PATCH /api/forms/{form}/records/{id}"] = "Changes fields of a record.",
        ["DELETE /api/forms/{form}/records/{id}"] = "Puts a record into the recycle bin.",
        ["POST /api/forms/{form}/records/{id}/restore"] = "Takes a record out of the recycle bin.",
        ["POST /api/forms/{form}/records/{id}/move"] = "Moves a record to another stage, or tells every rule that it does not meet.",
        ["GET /api/forms/{form}/records/{id}/moves"] = "Where the record may move, what is missing for it, and where it has been.",
        ["GET /api/forms/{form}/records/{id}/timeline"] = "Everything that happened to and around the record, the latest first.",
        ["GET /api/forms/{form}/records/{id}/history"] = "The changes of the record's fields, the latest first.",
        ["GET /api/forms/{form}/records/{id}/related"] = "How many records of other forms point to this one.",
        ["GET /api/forms/{form}/records/{id}/similar"] = "Records that are like this one, and why.",
        ["GET /api/forms/{form}/records/{id}/offers"] = "What the record offers to create, with the values that it would begin with.",
        ["GET /api/forms/{form}/records/{id}/brief"] = "What someone who takes the record over needs to know.",
        ["GET /api/forms/{form}/records/{id}/comments"] = "The comments on the record.",
        ["POST /api/forms/{form}/records/{id}/comments"] = "Comments on the record; people and teams may be mentioned.",
        ["DELETE /api/forms/{form}/records/{id}/comments/{commentId}"] = "Deletes one's own comment.",
        ["GET /api/forms/{form}/records/{id}/files"] = "The files of the record.",
        ["POST /api/forms/{form}/records/{id}/files"] = "Attaches a file to the record.",
        ["DELETE /api/forms/{form}/records/{id}/files/{fileId}"] = "Takes a file from the record.",
        ["GET /api/forms/{form}/records/{id}/follow"] = "Whether one follows the record.",
        ["PUT /api/forms/{form}/records/{id}/follow"] = "Follows the record.",
        ["DELETE /api/forms/{form}/records/{id}/follow"] = "Follows the record no longer.",
        ["POST /api/files"] = "Uploads a file for a field, before its record is saved.",
        ["GET /api/files/{id}"] = "The content of a file.",
        ["GET /api/forms/{form}/duplicates"] = "Records with the same or nearly the same value in a field.",
        ["GET /api/forms/{form}/export"] = "What a list shows, as CSV or a workbook.",
        ["POST /api/forms/{form}/import/preview"] = "Reads a file to import: its columns, samples, and the fields that they might fill.",
        ["POST /api/forms/{form}/import/values"] = "The values of a file that match nothing, with what they might mean.",
        ["POST /api/forms/{form}/import"] = "Imports a file, as a job.",
        ["GET /api/search"] = "Finds records of every form by their text.",
        ["GET /api/changes"] = "Every change of every record in order, for other systems.",
        ["GET /api/calendar"] = "What has a date between two days.",

        ["GET /api/pipelines"] = "The pipelines.",
        ["GET /api/pipelines/{key}/board"] = "The board: stages with their first cards, counts and sums.",
        ["GET /api/pipelines/{key}/stages"] = "How many records stand in each stage.",
        ["POST /api/pipelines/{key}/try"] = "Tells what a move would say, without doing it.",
        ["POST /api/pipelines/{key}/relocate"] = "Moves all records of one stage to another, as a job.",
        ["GET /api/roles"] = "The roles.",
        ["GET /api/views"] = "The saved views of lists that are one's own or shared with one.",
        ["GET /api/metrics"] = "Figures that are defined once and used by name.",
        ["GET /api/home"] = "One's own first page with its content.",
        ["GET /api/homes"] = "All first pages, in the order in which they are tried.",
        ["POST /api/homes/preview"] = "What a first page would show, before it is published.",
        ["GET /api/dashboards"] = "The dashboards that one may open.",
        ["GET /api/dashboards/{key}/data"] = "What every widget of the dashboard shows.",
        ["GET /api/dashboards/{key}/widgets/{widget}/export"] = "What one widget shows, as CSV.",
        ["POST /api/reports/query"] = "Groups, counts and sums records.",
        ["POST /api/reports/drill"] = "The records behind a figure of a report.",
        ["GET /api/forecasts"] = "The forecasts that one may open.",
        ["GET /api/forecasts/{key}/table"] = "The forecast by quarter and split.",
        ["GET /api/forecasts/{key}/changes"] = "What changed in the forecast between two days.",
        ["GET /api/forecasts/{key}/attainment"] = "What was won against its targets.",

        ["POST /api/handovers/preview"] = "What a handover would move, and what stands in its way.",
        ["POST /api/handovers"] = "Hands records over to others, as a job.",
        ["GET /api/handovers"] = "The handovers that were made.",
        ["GET /api/handovers/{id}"] = "One handover with its records.",
        ["POST /api/handovers/{id}/undo"] = "Gives back what a handover moved, as a job.",
        ["GET /api/notifications"] = "One's own notifications.",
        ["POST /api/notifications/read"] = "Marks notifications as read.",
        ["GET /api/jobs"] = "One's own jobs of late.",
        ["GET /api/jobs/{id}"] = "How far a job has come.",
        ["GET /api/jobs/{id}/result"] = "The file that a job has left: rows that were refused, records that were moved.",
        ["POST /api/jobs/{id}/cancel"] = "Stops a job; what it has done stays.",

        ["GET /api/templates"] = "The templates that there are and which of them are installed.",
        ["POST /api/templates/upload"] = "Uploads a template as a zip archive.",
        ["GET /api/templates/{key}/preview"] = "What installing or updating the template would change.",
        ["POST /api/templates/{key}/install"] = "Installs or updates the template.",
        ["POST /api/templates/{key}/remove"] = "Takes away what the template brought; records stay.",
        ["DELETE /api/templates/{key}"] = "Deletes an uploaded template.",
        ["GET /api/app/contents"] = "Everything that an exported application may hold.",
        ["GET /api/app/export"] = "The application as a template, a zip archive.",
        ["GET /api/sample"] = "Which templates have sample data, and whether it is loaded.",
        ["POST /api/sample"] = "Loads sample data, as a job.",
        ["GET /api/sample/removal"] = "What removing the sample data would take away.",
        ["POST /api/sample/remove"] = "Removes the sample data.",
    }.ToFrozenDictionary();

    /// <summary>Null where nobody has written one.</summary>
    public static string? Of(HttpMethod method, string path)
    {
        if (Others.TryGetValue($"{method} {path}", out var summary))
            return summary;
        return path.Split('/', 4) is [_, "api", var kind, var rest] && OfKinds.TryGetValue($"{method} {rest}", out var pattern)
            ? string.Format(System.Globalization.CultureInfo.InvariantCulture, pattern, kind.TrimEnd('s'))
            : null;
    }

    /// <summary>Those that stand for one operation alone, as <c>METHOD path</c>.</summary>
    public static IEnumerable<string> Written => Others.Keys;
}
