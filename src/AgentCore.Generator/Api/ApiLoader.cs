namespace AgentCore.Generator.Api;

/// <summary>Reads the documents of the API into a model, and rejects what is unknown or contradicts itself.</summary>
internal sealed class ApiLoader
{
    private const string PlanesDocument = "Planes.json";

    private readonly List<Document> _documents = [];
    private readonly List<Plane> _planes = [];
    private readonly TypeTable _types = new();

    private ApiLoader(IReadOnlyDictionary<string, string> documents)
    {
        foreach (var (name, json) in documents.OrderBy(document => document.Key, StringComparer.Ordinal))
        {
            var root = Entry.Parse(name, json);
            if (name == PlanesDocument)
            {
                _planes.AddRange(root.Members().Select(plane => ReadPlane(plane.Name, plane.Value)));
            }
            else
            {
                _documents.Add(new Document(Path.GetFileNameWithoutExtension(name), root));
            }
        }

        if (_planes.Count == 0)
        {
            throw new ApiException(PlanesDocument, "is missing or names no plane.");
        }
    }

    /// <summary>Reads every document of a folder.</summary>
    /// <exception cref="ApiException">A document cannot be used.</exception>
    public static ApiModel LoadFolder(string folder) =>
        Load(Directory.GetFiles(folder, "*.json").ToDictionary(file => Path.GetFileName(file), File.ReadAllText));

    /// <summary>Reads documents: their text by their names.</summary>
    /// <exception cref="ApiException">A document cannot be used.</exception>
    public static ApiModel Load(IReadOnlyDictionary<string, string> documents)
    {
        var loader = new ApiLoader(documents);
        loader.Declare();
        loader.Fill();
        var model = new ApiModel(loader._planes);
        ApiChecks.MarkUsesAndCheck(model);
        loader._types.CheckAllAreUsed();
        return model;
    }

    private static Plane ReadPlane(string key, Entry entry)
    {
        var members = entry.Members("name", "about", "serviceId", "endpointPrefix", "version");
        string Text(string name) => members.Required(entry, name).Text();
        return new Plane(key, Text("name"), Text("about"), Text("serviceId"), Text("endpointPrefix"), Text("version"));
    }

    /// <summary>Makes every type, shape and enumeration, so that members can refer to any of them.</summary>
    private void Declare()
    {
        foreach (var document in _documents)
        {
            foreach (var (name, entry) in document.Section("types"))
            {
                _types.Add(name, entry);
            }

            foreach (var (name, entry) in document.Section("enums"))
            {
                var enumeration = ReadEnumeration(document.Name, name, entry);
                foreach (var plane in PlanesOf(document, entry))
                {
                    plane.Enumerations.AddUnique(enumeration, other => other.Name, entry);
                }
            }

            foreach (var (name, entry) in document.Section("shapes"))
            {
                foreach (var plane in PlanesOf(document, entry))
                {
                    plane.Shapes.AddUnique(ReadShape(document.Name, name, entry), other => other.Name, entry);
                }
            }
        }
    }

    /// <summary>Reads members, errors and operations.</summary>
    private void Fill()
    {
        foreach (var (document, plane, name, entry) in Each("shapes"))
        {
            var shape = plane.Shapes.Single(shape => shape.Name == name && shape.Document == document.Name);
            var members = entry.Members("planes", "about", "members", "union", "events", "open");
            shape.Members.AddRange(ReadMembers(plane, members[KindKey(shape.Kind)]));
        }

        foreach (var (_, plane, name, entry) in Each("errors"))
        {
            var members = entry.Members("status", "about", "members");
            var own = members.Optional("members") is { } given ? ReadMembers(plane, given) : [];
            var status = members.Required(entry, "status").Number();
            var error = new Error(name, status, members.Required(entry, "about").Sentence(), own);
            plane.Errors.AddUnique(error, other => other.Name, entry);
        }

        foreach (var (document, plane, name, entry) in Each("operations"))
        {
            plane.Operations.AddUnique(ReadOperation(document.Name, plane, name, entry), other => other.Name, entry);
        }
    }

    private IEnumerable<(Document Document, Plane Plane, string Name, Entry Entry)> Each(string section) =>
        from document in _documents
        from item in document.Section(section)
        from plane in PlanesOf(document, item.Value)
        select (document, plane, item.Name, item.Value);

    /// <summary>The planes that an entry, or else its document, names.</summary>
    private IReadOnlyList<Plane> PlanesOf(Document document, Entry entry)
    {
        var own = entry.Members().FirstOrDefault(member => member.Name == "planes").Value;
        var names = own.Place is null ? document.Planes : own;
        return names.Text().Split(' ').Select(key =>
            _planes.Find(plane => plane.Key == key) ?? throw names.Wrong($"'{key}' is not a plane.")).ToList();
    }

    private static Enumeration ReadEnumeration(string document, string name, Entry entry)
    {
        var members = entry.Members("planes", "about", "values");
        var values = members.Required(entry, "values").Members()
            .Select(value => new EnumerationValue(value.Name, value.Value.Sentence())).ToList();
        return values.Count > 0
            ? new Enumeration(document, name, members.Required(entry, "about").Sentence(), values)
            : throw entry.Wrong("An enumeration needs values.");
    }

    private static Shape ReadShape(string document, string name, Entry entry)
    {
        var members = entry.Members("planes", "about", "members", "union", "events", "open");
        var kinds = Enum.GetValues<ShapeKind>().Where(kind => members.ContainsKey(KindKey(kind))).ToList();
        if (kinds.Count != 1)
        {
            throw entry.Wrong("A shape has exactly one of 'members', 'union' and 'events'.");
        }

        return new Shape(document, name, kinds[0], members.Required(entry, "about").Sentence())
        {
            Open = members.Optional("open")?.Sentence(),
        };
    }

    private static string KindKey(ShapeKind kind) => kind switch
    {
        ShapeKind.Union => "union",
        ShapeKind.Events => "events",
        _ => "members",
    };

    private Operation ReadOperation(string document, Plane plane, string name, Entry entry)
    {
        var members = entry.Members(
            "planes", "http", "about", "returns", "retry", "pages", "errors", "request", "response");
        var http = members.Required(entry, "http");
        if (http.Text().Split(' ') is not [("GET" or "PUT" or "POST" or "DELETE") and var method, var path, var code]
            || !path.StartsWith('/') || !int.TryParse(code, out var status) || status is < 200 or > 299)
        {
            throw http.Wrong("must be a method, a path and a status of success, such as \"GET /browsers/{id} 200\".");
        }

        var about = members.Required(entry, "about").Sentence();
        var request = new Shape(document, name + "Request", ShapeKind.Structure, about) { IsInput = true };
        request.Members.AddRange(ReadMembers(plane, members.Required(entry, "request")));
        var returns = members.Required(entry, "returns").Sentence();
        var response = new Shape(document, name + "Response", ShapeKind.Structure, returns) { IsOutput = true };
        response.Members.AddRange(ReadMembers(plane, members.Required(entry, "response")));
        var operation = new Operation(plane, document, name, about, returns)
        {
            Method = method,
            Path = path,
            Status = status,
            Retry = ReadRetry(members.Required(entry, "retry")),
            Request = request,
            Response = response,
            Errors = ReadErrors(plane, members.Required(entry, "errors")),
            Pages = members.Optional("pages") is { } pages ? PagesOf(request, response, pages) : null,
        };
        ApiChecks.CheckOperation(operation, entry);
        return operation;
    }

    private static Retry ReadRetry(Entry entry) => entry.Text() switch
    {
        "safe" => Retry.Safe,
        "token" => Retry.Token,
        "never" => Retry.Never,
        _ => throw entry.Wrong("must be safe, token or never."),
    };

    private static List<Error> ReadErrors(Plane plane, Entry entry)
    {
        var errors = entry.Text().Split(' ').Select(name =>
            plane.Errors.Find(error => error.Name == name)
            ?? throw entry.Wrong($"'{name}' is not an error of the {plane.Key} plane.")).ToList();
        return errors.Distinct().Count() == errors.Count ? errors : throw entry.Wrong("names an error twice.");
    }

    private static Member PagesOf(Shape request, Shape response, Entry entry)
    {
        const string Token = "nextToken";
        if (!request.Members.Exists(member => member.Name == Token)
            || !response.Members.Exists(member => member.Name == Token))
        {
            throw entry.Wrong($"Pages need '{Token}' in request and response.");
        }

        return response.Members.Find(member => member.Name == entry.Text() && member.Type.Kind == TypeKind.List)
            ?? throw entry.Wrong($"'{entry.Text()}' is not a list of the response.");
    }

    private List<Member> ReadMembers(Plane plane, Entry entry) =>
        entry.Members().Select(member => ReadMember(plane, member.Name, member.Value)).ToList();

    private Member ReadMember(Plane plane, string name, Entry entry)
    {
        var (text, sentence) = entry.NotationAndSentence();
        var notation = TypeNotation.Parse(entry, text);
        var about = sentence ?? _types.SentenceOf(notation.Type) ?? throw entry.Wrong("has no sentence.");
        return new Member(name, _types.Resolve(plane, entry, notation), about)
        {
            Required = notation.Required,
            Place = notation.Place,
            WireName = notation.Header ?? name,
            IsToken = notation.IsToken,
        };
    }

    /// <summary>A document; its sections are absent where they would be empty.</summary>
    private sealed class Document(string name, Entry root)
    {
        private readonly IReadOnlyDictionary<string, Entry> _members =
            root.Members("planes", "types", "errors", "operations", "shapes", "enums");

        public string Name { get; } = name;

        public Entry Planes => _members.Required(root, "planes");

        public IEnumerable<(string Name, Entry Value)> Section(string section) =>
            _members.Optional(section)?.Members() ?? [];
    }
}

file static class ListExtensions
{
    public static void AddUnique<T>(this List<T> list, T item, Func<T, string> name, Entry entry)
    {
        if (list.Exists(other => name(other) == name(item)))
        {
            throw entry.Wrong("There is another one with this name in the same plane.");
        }

        list.Add(item);
    }
}
