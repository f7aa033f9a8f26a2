using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;

namespace NoCodeCrm.Host.Tests.Packages;

/// <summary>A template as a zip, for tests: its files by path.</summary>
internal static class Archive
{
    public static SortedDictionary<string, byte[]> Open(byte[] zip)
    {
        using var archive = new ZipArchive(new MemoryStream(zip));
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in archive.Entries)
        {
            using var content = entry.Open();
            using var copy = new MemoryStream();
            content.CopyTo(copy);
            files.Add(entry.FullName, copy.ToArray());
        }
        return files;
    }

    public static byte[] Of(IEnumerable<(string Path, string Text)> files) => Of(files.Select(f => (f.Path, Encoding.UTF8.GetBytes(f.Text))));

    public static byte[] Of(IEnumerable<(string Path, byte[] Content)> files, Action<ZipArchiveEntry>? mark = null)
    {
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, content) in files)
            {
                var entry = zip.CreateEntry(path);
                mark?.Invoke(entry);
                using var target = entry.Open();
                target.Write(content);
            }
        return buffer.ToArray();
    }

    /// <summary>The smallest template that installs: one form.</summary>
    public static List<(string Path, string Text)> Library(string key = "library", Action<JsonObject>? form = null)
    {
        var book = JsonNode.Parse("""
            {"$id":"book","title":"Book","type":"object","x-form":{"title":{"en":"Book"},"recordTitle":"title","list":{"columns":["title","genre"]},
              "layouts":{"create":{"type":"VerticalLayout","elements":[{"type":"Control","scope":"#/properties/title"},{"type":"Control","scope":"#/properties/genre"}]}}},
             "required":["title"],
             "properties":{"title":{"type":"string","title":"Title","maxLength":200,"x-field":{"id":"fld_title","type":"text","title":{"en":"Title","zh-CN":"书名"}}},
               "genre":{"type":"string","title":"Genre","enum":["novel","poem"],"x-field":{"id":"fld_genre","type":"select","title":{"en":"Genre"},"options":[{"key":"novel","title":{"en":"Novel"}},{"key":"poem","title":{"en":"Poem"}}]}},
               "pages":{"type":"integer","title":"Pages","x-field":{"id":"fld_pages","type":"integer","title":{"en":"Pages"}}}}}
            """)!.AsObject();
        form?.Invoke(book);
        return
        [
            ("template.json", $$"""{"key":"{{key}}","version":"1.0.0","title":{"en":"Library","zh-CN":"图书馆"},"requires":[],"order":["forms/book.json"]}"""),
            ("forms/book.json", book.ToJsonString()),
        ];
    }
}
