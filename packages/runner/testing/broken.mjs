throw new Error('the SDK is not installed');
