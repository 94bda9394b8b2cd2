extension Validators {
    /// The validators to keep after an answer: a 2xx's own or none (RFC 9111, 3.2), those sent as a 304 renews them (4.3.4), and
    /// after any other status those that were sent.
    static func kept(after status: Int, headers: HTTPHeaders, from url: String, sent: Validators?) -> Validators? {
        let etag = headers["ETag"]
        let lastModified = headers["Last-Modified"]
        switch status {
        case 200..<300:
            guard etag != nil || lastModified != nil else { return nil }
            return Validators(etag: etag, lastModified: lastModified, url: url)
        case 304:
            guard sent != nil || etag != nil || lastModified != nil else { return nil }
            return Validators(
                etag: etag ?? sent?.etag, lastModified: lastModified ?? sent?.lastModified, url: sent?.url ?? url)
        default:
            return sent
        }
    }
}
