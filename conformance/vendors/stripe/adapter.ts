import { defineAdapter } from '@sdk-conformance/adapter-typescript';
import Stripe from 'stripe';

defineAdapter({
  sdk: { name: 'stripe', version: Stripe.PACKAGE_VERSION },
  createClient: ({ baseUrl, options: { timeoutMs, maxRetries }, credentials }) => {
    const { hostname, port } = new URL(baseUrl);
    return new Stripe(credentials['apiKey'] ?? '', {
      host: hostname,
      port,
      protocol: 'http',
      ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
      ...(maxRetries === undefined ? {} : { maxNetworkRetries: maxRetries }),
    });
  },
  operations: {
    retrieveCustomer: (client, { customer }: { customer: string }) => client.customers.retrieve(customer),
    listCustomers: (client, args: Stripe.CustomerListParams) => client.customers.list(args),
    deleteCustomer: (client, { customer }: { customer: string }) => client.customers.del(customer),
    createCustomer: (client, args: Stripe.CustomerCreateParams) => client.customers.create(args),
    createMeterEvent: (client, args: Stripe.V2.Billing.MeterEventCreateParams) =>
      client.v2.billing.meterEvents.create(args),
  },
});
