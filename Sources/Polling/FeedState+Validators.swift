import HTTPTransport
import History

extension FeedState {
    /// What the publisher gave with the version that is recorded; `nil` where it gave nothing.
    var validators: Validators? {
        if etag == nil, lastModified == nil { return nil }
        return Validators(etag: etag, lastModified: lastModified, url: validatorsURL)
    }
}
