using AgentCore;
using Xunit;

namespace Tests.Module.Model;

public sealed class S3LocationTests
{
    [Theory]
    [InlineData("s3://bucket/key", "bucket", "key", null)]
    [InlineData("s3://my.bucket-1/a/b c/d.zip", "my.bucket-1", "a/b c/d.zip", null)]
    [InlineData("S3://bucket/key?versionId=v1", "bucket", "key", "v1")]
    public void Text_is_read_and_written_the_same(string text, string bucket, string prefix, string? version)
    {
        var place = S3Location.Parse(text);
        Assert.Equal((bucket, prefix, version), (place.Bucket, place.Prefix, place.VersionId));
        Assert.Equal(place.ToString(), S3Location.Parse(place.ToString()).ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("bucket/key")]
    [InlineData("s3://bucket")]
    [InlineData("s3://bucket/")]
    [InlineData("s3:///key")]
    [InlineData("https://bucket/key")]
    [InlineData("s3://ab/key")]
    [InlineData("s3://Bucket/key")]
    [InlineData("s3://bucket-/key")]
    public void Other_text_is_refused(string text) => Assert.Throws<ArgumentException>(() => S3Location.Parse(text));

    [Fact]
    public void A_key_may_have_1024_characters_and_no_more()
    {
        Assert.Equal(1024, S3Location.Parse("s3://bucket/" + new string('k', 1024)).Prefix.Length);
        Assert.Contains(
            "1024",
            Assert.Throws<ArgumentException>(() => S3Location.Parse("s3://bucket/" + new string('k', 1025))).Message,
            StringComparison.Ordinal);
    }
}
