using System.Text;
using System.Xml;
using AgentCore.Emulator.Http;

namespace AgentCore.Emulator.S3;

/// <summary>The errors of S3, in its own shape.</summary>
internal static class ObjectErrors
{
    // What the pipeline finds has other names in S3.
    private static readonly Dictionary<string, string> Codes = new(StringComparer.Ordinal)
    {
        ["UnrecognizedClientException"] = "InvalidAccessKeyId",
        ["InvalidSignatureException"] = "SignatureDoesNotMatch",
        ["IncompleteSignatureException"] = "AuthorizationHeaderMalformed",
        ["AccessDeniedException"] = "AccessDenied",
        ["ValidationException"] = "InvalidRequest",
        ["ThrottlingException"] = "SlowDown",
        ["RequestEntityTooLargeException"] = "EntityTooLarge",
        ["InternalServerException"] = "InternalError",
    };

    /// <summary>There is no object with this key.</summary>
    public static ServiceException NoSuchKey(string bucket, string key) => ServiceErrors.OfAnother(
        404, "NoSuchKey", $"The specified key does not exist: s3://{bucket}/{key}.");

    /// <summary>There is no such bucket.</summary>
    public static ServiceException NoSuchBucket(string bucket, string root) => ServiceErrors.OfAnother(
        404, "NoSuchBucket", $"The specified bucket does not exist: {bucket}. A bucket is a folder of {root}.");

    /// <summary>A parameter of the query has a wrong value.</summary>
    public static ServiceException InvalidArgument(string message) =>
        ServiceErrors.OfAnother(400, "InvalidArgument", message);

    /// <summary>The object has no such bytes.</summary>
    public static ServiceException InvalidRange() =>
        ServiceErrors.OfAnother(416, "InvalidRange", "The requested range is not satisfiable.");

    /// <summary>The object is not the one that is meant.</summary>
    public static ServiceException PreconditionFailed() => ServiceErrors.OfAnother(
        412, "PreconditionFailed", "At least one of the pre-conditions you specified did not hold.");

    /// <summary>Objects cannot be written by requests.</summary>
    public static ServiceException OnlyRead(string root) => ServiceErrors.OfAnother(
        405, "MethodNotAllowed", $"The emulator's S3 is for reading. Put the files of s3://bucket/key into {root}.");

    /// <summary>The operation is not among those that are served.</summary>
    public static ServiceException NotImplemented() => ServiceErrors.OfAnother(
        501, "NotImplemented", "The emulator's S3 serves ListObjectsV2, GetObject, HeadObject and HeadBucket only.");

    /// <summary>Writes an error; without a body for HEAD.</summary>
    public static async Task WriteAsync(HttpContext http, ServiceException error)
    {
        http.Response.StatusCode = error.Status;
        if (http.Request.Method == "HEAD")
        {
            return;
        }

        http.Response.ContentLength = null;
        await WriteXmlAsync(http, xml =>
        {
            xml.WriteStartElement("Error");
            xml.WriteElementString("Code", Codes.GetValueOrDefault(error.Code, error.Code));
            xml.WriteElementString("Message", error.Message);
            xml.WriteElementString("Resource", http.Request.Path);
            xml.WriteElementString("RequestId", http.Response.Headers["x-amzn-RequestId"]);
            xml.WriteEndElement();
        });
    }

    /// <summary>Writes a body of XML.</summary>
    public static async Task WriteXmlAsync(HttpContext http, Action<XmlWriter> write)
    {
        using var body = new MemoryStream();
        var settings = new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = false };
        using (var xml = XmlWriter.Create(body, settings))
        {
            write(xml);
        }

        http.Response.ContentType = "application/xml";
        http.Response.ContentLength = body.Length;
        await http.Response.Body.WriteAsync(body.ToArray(), http.RequestAborted);
    }
}
